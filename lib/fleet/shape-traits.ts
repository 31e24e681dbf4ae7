import type { Shape } from '../contract/shapes';

/** What follows from the shape of a workload. Every shape answers every question. */
export interface ShapeTraits {
  /** What its clients are promised: a latency for each request, or a deadline for all requests of a day. */
  readonly promise: 'latency' | 'deadline';
  /** Whether clients call it by a host name, which failover moves to another region. */
  readonly hasHostName: boolean;
  /** Whether other workloads may use the same cells. */
  readonly sharesCells: boolean;
  /** Whether it may name an embedding and a reranking model. */
  readonly hasCompanions: boolean;
  /** How most of its instances are bought; instance types are compared at that price. */
  readonly mostlyOn: 'on-demand' | 'spot';
  /** Share of the prompt tokens that the prefix cache holds where the fleet file states none. Assumed. Ratio. */
  readonly assumedPrefixReuseRatio: number;
  /** What no stack deploys of it yet, as a noun; absent where all of it is deployed. */
  readonly notYetDeployed?: string;
}

export const shapeTraits: Readonly<Record<Shape, ShapeTraits>> = {
  'realtime-assistant': {
    promise: 'latency',
    hasHostName: true,
    sharesCells: true,
    hasCompanions: false,
    mostlyOn: 'on-demand',
    assumedPrefixReuseRatio: 0,
  },
  'retrieval-analytics': {
    promise: 'latency',
    hasHostName: true,
    sharesCells: true,
    hasCompanions: true,
    mostlyOn: 'on-demand',
    // Questions to documents share their instructions, and little else: the passages found differ from one to the next.
    assumedPrefixReuseRatio: 0.2,
  },
  'batch-inference': {
    promise: 'deadline',
    hasHostName: false,
    sharesCells: false,
    hasCompanions: false,
    mostlyOn: 'spot',
    assumedPrefixReuseRatio: 0,
    notYetDeployed: 'a batch workload',
  },
};

import type { Severity } from '../contract/names';
import type { Figure } from '../figures/figure';
import type { Command } from './command';
import type { ComputedMetric } from './computed-metric';

/** What publishes an alert's metric and therefore creates its alarms. */
export type Component =
  | 'serving-cell'
  | 'firewall'
  | 'gateway'
  | 'gateway-group'
  | 'burn-meter'
  | 'gpu-repair'
  | 'cold-start-recorder'
  | 'cell-review'
  | 'functions';

/** One condition that on-call should know of: it becomes an alarm in every region that it watches, a runbook page and an index row. */
export interface Alert {
  /** Suffix of the alarm names and file name of the page. */
  readonly id: string;
  readonly severity: Severity;
  readonly component: Component;
  readonly title: string;
  readonly metric: AlertMetric;
  readonly comparison: 'above' | 'at-or-above' | 'below';
  readonly window: Window;
  /**
   * What missing data means. Most metrics of this fleet are published as real zeros, and an alert of its own fires when data
   * ends. Such an alert is silent until its first data, so that a first deployment, whose instances load their model for a
   * long time, notifies no one. What lasts until a person ends it keeps its state while its metric is silent.
   */
  readonly missingData: 'fires-once-seen' | 'not-breaching' | 'keeps-state';
  /** Why it fires, in a sentence. */
  readonly meaning: string;
  /** What users or finance notice, in a sentence. */
  readonly impact: string;
  readonly watches: readonly Watch[];
}

export interface AlertMetric {
  readonly namespace: string;
  readonly name: string;
  /** CloudWatch statistic, for example `Average` or `p95`; where the value is computed, in words how. */
  readonly statistic: string;
  readonly unit: string;
}

/** The alarm fires when `datapointsToAlarm` of the last `evaluationPeriods` periods breach. */
export interface Window {
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
}

/** One alarm: the alert in one region, on one cell or phase. */
export interface Watch {
  readonly alarmName: string;
  readonly region: string;
  /** Model of the watched cell; undefined where the alarm watches the whole region. */
  readonly model?: string;
  /** Dimensions known from the plan. For a metric of AWS, the construct that owns the resource adds the resource's dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** CloudWatch statistic of this alarm, where cells are judged by different ones. @default - that of the alert's metric */
  readonly statistic?: string;
  /** How the value is computed, where the alarm reads more than one metric. */
  readonly computed?: ComputedMetric;
  readonly threshold: Figure;
  readonly diagnosis: readonly Step[];
  readonly mitigation: readonly Mitigation[];
}

/** One step of a runbook, to be done at 3 a.m. */
export interface Step {
  readonly say: string;
  readonly command: Command;
  /** What it prints and what that means: in words, or one line for each output that is possible. */
  readonly expect: string | readonly string[];
}

export interface Mitigation extends Step {
  readonly notWhen: string;
  readonly undo: Undo;
}

/** How a step is taken back: by a command, by what on-call does in words, or not at all, with the reason. */
export type Undo =
  | { readonly when: string; readonly command: Command }
  | { readonly when: string; readonly say: string }
  | { readonly impossible: string };

import type { Model, Workload } from '../../fleet/fleet';
import type { FoundFolder } from '../weights-findings';

/** The model of the fleet file whose weights are pushed, with the workloads that it answers, and what is to be pushed. */
export interface PlannedWeights {
  readonly model: Model;
  readonly workloads: readonly Workload[];
  readonly folder: FoundFolder;
  /** Longest sequence that the plan has the engine accept. */
  readonly longestTokens: number;
}

/** Something about a file of the folder that is not as it was planned. */
export interface Difference {
  /** Path of the file in the folder; empty for the folder itself. */
  readonly path: string;
  readonly problem: string;
  readonly got: unknown;
  readonly expected: string;
  readonly fix: string;
}

export const textOf = ({ files }: FoundFolder, path: string): string | undefined =>
  files.find((file) => file.path === path)?.text;

export const has = ({ files }: FoundFolder, path: string): boolean => files.some((file) => file.path === path);

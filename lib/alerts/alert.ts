import type { Severity } from '../contract/names';
import type { Figure } from '../figures/figure';
import type { Command } from './command';
import type { ComputedMetric } from './computed-metric';

/** What publishes an alert's metric and therefore creates its alarms. */
export type Component =
  | 'serving-cell'
  | 'firewall'
  | 'burn-meter'
  | 'gpu-repair'
  | 'cold-start-recorder'
  | 'cell-review';

/** One thing to be woken for: it becomes an alarm in every region that it watches, a runbook page and an index row. */
export interface Alert {
  /** Suffix of the alarm names and file name of the page. */
  readonly id: string;
  readonly severity: Severity;
  readonly component: Component;
  readonly title: string;
  readonly metric: AlertMetric;
  readonly comparison: 'above' | 'at-or-above' | 'below';
  readonly window: Window;
  /** What silence means: most metrics of this fleet publish real zeros, so silence is a fault of its own alert. */
  readonly missingData: 'breaching' | 'not-breaching';
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
  /** Model of the cell that is watched; undefined where the whole region is. */
  readonly model?: string;
  /** Dimensions known from the plan; an alert on an AWS metric leaves those of its resource to the construct that owns it. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Where the alert watches more than its one metric: what is computed, and from which. */
  readonly computed?: ComputedMetric;
  readonly threshold: Figure;
  readonly diagnosis: readonly Step[];
  readonly mitigation: readonly Mitigation[];
}

/** One thing to do at 3 a.m. */
export interface Step {
  readonly say: string;
  readonly command: Command;
  /** What it prints, and what that means. */
  readonly expect: string;
}

export interface Mitigation extends Step {
  readonly notWhen: string;
  /** When to undo it, and what the undo leaves behind. */
  readonly undoWhen: string;
  readonly undo: Command | NothingToUndo;
}

export interface NothingToUndo {
  readonly nothing: string;
}

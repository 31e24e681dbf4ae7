/** States of a CloudWatch alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What an alarm takes a missing datapoint for; `missing` is CloudWatch's default. */
export const missingDataTreatments = ['breaching', 'notBreaching', 'ignore', 'missing'] as const;

export type TreatMissingData = (typeof missingDataTreatments)[number];

export const comparisonOperators = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;

export type ComparisonOperator = (typeof comparisonOperators)[number];

/** When a CloudWatch alarm on one series of datapoints changes its state. */
export interface AlarmRule {
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  /** N: the most recent datapoints that are looked at. */
  readonly evaluationPeriods: number;
  /** M: so many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/** The value of a metric in one period; undefined where nothing was published. */
export type Datapoint = number | undefined;

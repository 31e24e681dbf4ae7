/** A value that CloudWatch computes from several metrics: an alarm then watches the result. */
export interface ComputedMetric {
  /** Metric math over the names of `inputs`. A minute in which one of them is missing, or divided by zero, has no value. */
  readonly expression: string;
  readonly inputs: Readonly<Record<string, MetricInput>>;
}

export interface MetricInput {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

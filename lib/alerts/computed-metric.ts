/** A value that CloudWatch computes from several metrics. The alarm watches the result. */
export interface ComputedMetric {
  /** Metric math over the names of `inputs`. A period has no value where an input is missing or the expression divides by zero. */
  readonly expression: string;
  readonly inputs: Readonly<Record<string, MetricInput>>;
}

export interface MetricInput {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

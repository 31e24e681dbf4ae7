export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

interface AlarmMetric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

/** What an alarm reads: its one metric, or those that its value is computed from. */
export function alarmMetrics({ Type, Properties }: Resource): AlarmMetric[] {
  if (Type !== 'AWS::CloudWatch::Alarm') {
    return [];
  }
  const { Metrics } = Properties as { Metrics?: { MetricStat?: { Metric: AlarmMetric } }[] };
  return Metrics === undefined
    ? [Properties as unknown as AlarmMetric]
    : Metrics.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric]));
}

import { ofType, type Resource, type StackTemplate } from '../../template/template';
import { at, isRecord, list, number, type Values } from '../../template/values';
import {
  type AlarmRule,
  type ComparisonOperator,
  comparisonOperators,
  missingDataTreatments,
  type TreatMissingData,
} from './metric-alarm';

/** A metric with a statistic, as an alarm reads it. */
export interface ReadMetric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  /** Values that are known at deployment only are JSON of their intrinsic function. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** An alarm of a synthesized template. */
export interface TemplateAlarm {
  readonly logicalId: string;
  readonly name: string;
  readonly rule: AlarmRule;
  readonly periodSeconds: number;
  /** By the id that the expression knows each metric by. */
  readonly metrics: Readonly<Record<string, ReadMetric>>;
  /** Metric math over the ids; an id alone where the alarm reads one metric. */
  readonly expression: string;
}

/** The alarms of a template, as CloudWatch would evaluate them. */
export const alarmsOfTemplate = (template: StackTemplate): TemplateAlarm[] =>
  ofType(template, 'AWS::CloudWatch::Alarm').map(templateAlarm);

function templateAlarm({ logicalId, properties }: Resource): TemplateAlarm {
  const evaluationPeriods = number(properties.EvaluationPeriods);
  const queries = list(properties.Metrics).filter(isRecord);
  const stats = queries.filter(({ MetricStat }) => MetricStat !== undefined);
  const returned = queries.find(({ ReturnData }) => ReturnData !== false) ?? {};
  return {
    logicalId,
    name: text(properties.AlarmName),
    rule: {
      comparison: known<ComparisonOperator>(comparisonOperators, properties.ComparisonOperator, logicalId),
      threshold: number(properties.Threshold),
      evaluationPeriods,
      datapointsToAlarm: number(properties.DatapointsToAlarm ?? evaluationPeriods),
      treatMissingData: known<TreatMissingData>(
        missingDataTreatments,
        properties.TreatMissingData ?? 'missing',
        logicalId,
      ),
    },
    periodSeconds: number(properties.Period ?? at(stats[0], 'MetricStat.Period')),
    metrics:
      queries.length === 0
        ? { value: readMetric(properties, properties) }
        : Object.fromEntries(
            stats.map(({ Id, MetricStat }) => [text(Id), readMetric(at(MetricStat, 'Metric'), MetricStat)]),
          ),
    expression: queries.length === 0 ? 'value' : text(returned.Expression ?? returned.Id),
  };
}

function readMetric(metric: unknown, statistic: unknown): ReadMetric {
  const dimensions = list(at(metric, 'Dimensions')).filter(isRecord);
  return {
    namespace: text(at(metric, 'Namespace')),
    name: text(at(metric, 'MetricName')),
    statistic: text(at(statistic, 'Stat') ?? at(statistic, 'Statistic') ?? at(statistic, 'ExtendedStatistic')),
    dimensions: Object.fromEntries(dimensions.map(({ Name, Value }: Values) => [text(Name), text(Value)])),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function known<Member extends string>(members: readonly Member[], value: unknown, logicalId: string): Member {
  const member = members.find((one) => one === value);
  if (member === undefined) {
    throw new Error(`${logicalId}: ${text(value)} is none of ${members.join(', ')}`);
  }
  return member;
}

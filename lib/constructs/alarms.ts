import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Alert, Component, Watch } from '../alerts/alert';
import type { ComputedMetric } from '../alerts/computed-metric';
import { runbookUrl } from '../alerts/runbook-links';
import type { Severity } from '../contract/names';

export interface AlarmsProps {
  readonly alerts: readonly Alert[];
  readonly region: string;
  readonly topics: Readonly<Record<Severity, ITopic>>;
  readonly runbookBaseUrl: string;
}

/** What a construct says about itself when it asks for its alarms. */
export interface Watched {
  readonly component: Component;
  /** Model of the cell; undefined for what watches the whole region. */
  readonly model?: string;
  /** Dimensions of metrics that AWS publishes about a resource of the construct. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** The alarms of one region. Every construct that publishes an alert's metric asks here for its own. */
export class Alarms extends Construct {
  private readonly cells = new Construct(this, 'Cells');
  private readonly components = new Construct(this, 'Components');

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
  }

  /** Creates every alarm that the alerts ask for on `watched`. */
  watch({ component, model, dimensions = {} }: Watched): void {
    const subject = model === undefined ? new Construct(this.components, component) : this.cell(model);
    for (const alert of this.props.alerts.filter((candidate) => candidate.component === component)) {
      for (const watch of alert.watches.filter((one) => one.region === this.props.region && one.model === model)) {
        this.alarm(subject, alert, watch, dimensions);
      }
    }
  }

  /** Several components watch one cell. */
  private cell(model: string): Construct {
    return (this.cells.node.tryFindChild(model) as Construct | undefined) ?? new Construct(this.cells, model);
  }

  private alarm(scope: Construct, alert: Alert, watch: Watch, owned: Readonly<Record<string, string>>): void {
    const alarm = new Alarm(scope, alert.id, {
      alarmName: watch.alarmName,
      alarmDescription: `${alert.meaning} ${alert.impact} Runbook: ${runbookUrl(this.props.runbookBaseUrl, alert.id)}`,
      metric: watch.computed === undefined ? plainMetric(alert, watch, owned) : computedMetric(alert, watch.computed),
      threshold: watch.threshold.value,
      comparisonOperator: comparisons[alert.comparison],
      evaluationPeriods: alert.window.evaluationPeriods,
      datapointsToAlarm: alert.window.datapointsToAlarm,
      treatMissingData: missing[alert.missingData],
    });
    const action = new SnsAction(this.props.topics[alert.severity]);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    // An alarm begins without data, and only a change to that state notifies: when data ends, not before it has begun.
    if (alert.missingData === 'fires-once-seen') {
      alarm.addInsufficientDataAction(action);
    }
  }
}

const periodOf = ({ window }: Alert): Duration => Duration.seconds(window.periodSeconds);

/** Only metrics of AWS take the dimensions of the resource. */
function plainMetric(alert: Alert, watch: Watch, owned: Readonly<Record<string, string>>): Metric {
  const { namespace, name } = alert.metric;
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: namespace.startsWith('AWS/') ? { ...owned, ...watch.dimensions } : watch.dimensions,
    statistic: watch.statistic ?? alert.metric.statistic,
    period: periodOf(alert),
  });
}

const computedMetric = (alert: Alert, { expression, inputs }: ComputedMetric): MathExpression =>
  new MathExpression({
    expression,
    label: alert.title,
    period: periodOf(alert),
    usingMetrics: Object.fromEntries(
      Object.entries(inputs).map(([id, { namespace, name, statistic, dimensions }]) => [
        id,
        new Metric({ namespace, metricName: name, statistic, dimensionsMap: dimensions, period: periodOf(alert) }),
      ]),
    ),
  });

/** Opts out of alarms, with the reason. There is no default, so that alarms cannot be forgotten. */
export class NoAlarms {
  constructor(readonly reason: string) {}

  watch(_watched: Watched): void {}
}

const missing: Record<Alert['missingData'], TreatMissingData> = {
  'fires-once-seen': TreatMissingData.MISSING,
  'not-breaching': TreatMissingData.NOT_BREACHING,
  'keeps-state': TreatMissingData.IGNORE,
};

const comparisons: Record<Alert['comparison'], ComparisonOperator> = {
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  'at-or-above': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
};

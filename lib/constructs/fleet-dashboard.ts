import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, GraphWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { cellDimensions, metricNames, metricNamespace, moneyNamespace, phaseDimensions } from '../contract/metrics';
import { phaseTagValues, untaggedPhase } from '../contract/phases';

export interface FleetDashboardProps {
  readonly dashboardName: string;
  readonly fleet: string;
  /** Models with a cell in the region. */
  readonly models: readonly string[];
  /** CloudWatch statistic of the time to first token that a model's alarm judges. @default - p95 */
  readonly firstTokenStatistics?: Readonly<Record<string, string>>;
  /** Names of the region's alarms. */
  readonly alarmNames: readonly string[];
}

/** What on-call looks at first, region by region: alarms, load, latency, money. */
export class FleetDashboard extends Construct {
  constructor(scope: Construct, id: string, props: FleetDashboardProps) {
    super(scope, id);
    const { fleet, models, firstTokenStatistics = {} } = props;
    const firstToken = models.map((model) => ({ model, statistic: firstTokenStatistics[model] ?? 'p95' }));
    const [statistic, ...others] = new Set(firstToken.map((one) => one.statistic));
    const isOne = others.length === 0;
    const perModel = (metricName: string, statistic: string): Metric[] =>
      models.map((model) => metric(metricName, statistic, cellDimensions({ fleet, model }), model));
    const perPhase = [...phaseTagValues, untaggedPhase].map((phase) =>
      metric(metricNames.usdPerHour, 'Average', phaseDimensions(fleet, phase), phase, moneyNamespace),
    );
    const alarms = props.alarmNames.map((resourceName) =>
      Alarm.fromAlarmArn(
        this,
        resourceName,
        Stack.of(this).formatArn({
          service: 'cloudwatch',
          resource: 'alarm',
          resourceName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ),
    );
    new Dashboard(this, 'Resource', {
      dashboardName: props.dashboardName,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
        [
          new GraphWidget({
            title: 'Requests in flight per instance',
            left: perModel(metricNames.requestsInFlight, 'Average'),
            width: 8,
          }),
          new GraphWidget({
            title: isOne ? `TTFT ${statistic ?? 'p95'}, seconds` : 'TTFT, seconds',
            left: firstToken.map((one) =>
              metric(
                metricNames.timeToFirstTokenSeconds,
                one.statistic,
                cellDimensions({ fleet, model: one.model }),
                isOne ? one.model : `${one.model} ${one.statistic}`,
              ),
            ),
            width: 8,
          }),
          new GraphWidget({ title: 'USD per hour by phase, estimate', left: perPhase, stacked: true, width: 8 }),
        ],
      ],
    });
  }
}

const metric = (
  metricName: string,
  statistic: string,
  dimensionsMap: Record<string, string>,
  label: string,
  namespace = metricNamespace,
): Metric => new Metric({ namespace, metricName, statistic, dimensionsMap, label, period: Duration.minutes(1) });

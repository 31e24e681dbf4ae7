import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Alert } from '../alerts/alert';
import { fleetAlerts } from '../alerts/fleet-alerts';
import { Alarms } from '../constructs/alarms';
import { BurnMeter } from '../constructs/burn-meter';
import { CellReview } from '../constructs/cell-review';
import { ColdStartRecorder } from '../constructs/cold-start-recorder';
import { FleetDashboard } from '../constructs/fleet-dashboard';
import { GpuRepair } from '../constructs/gpu-repair';
import { metricNames } from '../contract/metrics';
import { alarmTopicName, dashboardName, type Severity } from '../contract/names';
import type { ReviewedCell } from '../contract/reviewed-cell';
import { topicPublishers } from '../contract/topic-publishers';
import { expectedColdStart } from '../plan/capacity/expected-cold-start';
import type { Plan, RegionPlan } from '../plan/plan';
import { assertInsideJurisdiction } from './inside-jurisdiction';
import { topicMaker } from './notification-topics';

export interface OperationsStackProps extends StackProps {
  readonly plan: Plan;
  readonly region: RegionPlan;
}

const [publisher] = topicPublishers.region;

export class OperationsStack extends Stack {
  /** For the constructs of this region that have alerts. */
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, { plan, region, ...props }: OperationsStackProps) {
    assertInsideJurisdiction(id, plan, region.region, props.env);
    super(scope, id, props);
    const { fleet } = plan;
    const alerts = fleetAlerts(plan);
    const topicOf = topicMaker(this, { publisher, keyArn: fleet.encryptionKeyArns[region.region] });
    const topic = (topicId: string, severity: Severity) =>
      topicOf(topicId, {
        topicName: alarmTopicName(fleet.name, severity),
        contact: fleet.contacts[severity],
        topicArn: fleet.contacts.topicArns[severity][region.region],
      });
    this.alarms = new Alarms(this, 'Alarms', {
      alerts,
      region: region.region,
      topics: { critical: topic('Critical', 'critical'), warning: topic('Warning', 'warning') },
      runbookBaseUrl: fleet.runbookBaseUrl,
    });
    new BurnMeter(this, 'BurnMeter', {
      fleet: fleet.name,
      negotiatedUsdPerHour: region.negotiatedUsdPerHour,
      alarms: this.alarms,
    });
    const cells = plan.cells.filter((cell) => cell.region === region.region);
    const models = cells.map(({ model }) => model);
    new GpuRepair(this, 'GpuRepair', {
      fleet: fleet.name,
      launchLimits: Object.fromEntries(cells.map(({ model, timers }) => [model, timers.launchHookSeconds.value])),
      alarms: this.alarms,
    });
    new ColdStartRecorder(this, 'ColdStartRecorder', { fleet: fleet.name, models, alarms: this.alarms });
    new CellReview(this, 'CellReview', {
      fleet: fleet.name,
      cells: Object.fromEntries(
        cells.map((cell) => [
          cell.model,
          { expectedSeconds: expectedColdStart(plan, cell), ...profileOf(plan, cell.model) },
        ]),
      ),
      alarms: this.alarms,
    });
    this.alarms.watch({ component: 'functions' });
    new FleetDashboard(this, 'Dashboard', {
      dashboardName: dashboardName(fleet.name, region.region),
      fleet: fleet.name,
      models,
      firstTokenStatistics: firstTokenStatistics(alerts, region.region),
      alarmNames: alerts.flatMap(({ watches }) =>
        watches.filter((watch) => watch.region === region.region).map(({ alarmName }) => alarmName),
      ),
    });
  }
}

/** By model, the percentile that its alarm judges. */
const firstTokenStatistics = (alerts: readonly Alert[], region: string): Record<string, string> =>
  Object.fromEntries(
    alerts
      .filter(({ metric }) => metric.name === metricNames.timeToFirstTokenSeconds)
      .flatMap(({ watches }) => watches)
      .flatMap(({ region: own, model, statistic }) =>
        own === region && model !== undefined && statistic !== undefined ? [[model, statistic]] : [],
      ),
  );

function profileOf({ models }: Plan, model: string): Pick<ReviewedCell, 'profiledOn'> {
  const profiledOn = models.find(({ name }) => name === model)?.profiledOn;
  return profiledOn === undefined ? {} : { profiledOn };
}

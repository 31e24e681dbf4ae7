import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { burnMeterAlerts } from './burn-meter-alerts';
import { coldStartAlerts } from './cold-start-alerts';
import { firewallAlerts } from './firewall-alerts';
import { functionAlerts } from './function-alerts';
import { gatewayAlerts } from './gateway-alerts';
import { gpuAlerts } from './gpu-alerts';
import { gpuRepairAlerts } from './gpu-repair-alerts';
import { latencyAlerts } from './latency-alerts';
import { launchAlerts } from './launch-alerts';
import { servingAlerts } from './serving-alerts';
import { spendingAlerts } from './spending-alerts';

/** Every alert of a fleet. A new alert goes into the file of the component that publishes its metric. */
export const fleetAlerts = (plan: Plan): Alert[] => [
  ...servingAlerts(plan),
  ...latencyAlerts(plan),
  ...gpuAlerts(plan),
  ...gpuRepairAlerts(plan),
  ...launchAlerts(plan),
  ...coldStartAlerts(plan),
  ...firewallAlerts(plan),
  ...gatewayAlerts(plan),
  ...spendingAlerts(plan),
  ...burnMeterAlerts(plan),
  ...functionAlerts(plan),
];

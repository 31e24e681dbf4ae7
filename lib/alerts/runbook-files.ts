import type { Plan } from '../plan/plan';
import { fleetAlerts } from './fleet-alerts';
import { runbookIndex } from './runbook-index';
import { indexFile, runbookFile } from './runbook-links';
import { runbookPage } from './runbook-page';

/** Every generated page by file name. */
export function runbookFiles(plan: Plan): Map<string, string> {
  const alerts = fleetAlerts(plan);
  return new Map([
    [indexFile, runbookIndex(plan, alerts)],
    ...alerts.map((alert): [string, string] => [runbookFile(alert.id), runbookPage(plan, alert)]),
  ]);
}

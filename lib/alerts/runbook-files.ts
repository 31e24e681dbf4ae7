import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { fleetAlerts } from './fleet-alerts';
import { runbookIndex } from './runbook-index';
import { indexFile, runbookFile } from './runbook-links';
import { runbookPage } from './runbook-page';

/** Every generated page by file name. What is not deployed yet has no alarm, so it has no page. */
export function runbookFiles(whole: Plan): Map<string, string> {
  const plan = deployedPart(whole);
  const alerts = fleetAlerts(plan);
  return new Map([
    [indexFile, runbookIndex(plan, alerts)],
    ...alerts.map((alert): [string, string] => [runbookFile(alert.id), runbookPage(plan, alert)]),
  ]);
}

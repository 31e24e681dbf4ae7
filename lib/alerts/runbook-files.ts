import { pasteablePage } from '../contract/pasteable-text';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { fleetAlerts } from './fleet-alerts';
import { runbookIndex } from './runbook-index';
import { indexFile, runbookFile } from './runbook-links';
import { runbookPage } from './runbook-page';

/**
 * Every generated page by file name. What is not deployed yet has no alarm, so it has no page.
 *
 * @param file path of the fleet file from the folder in which on-call runs the commands @default fleet.yaml
 */
export function runbookFiles(whole: Plan, file = 'fleet.yaml'): Map<string, string> {
  const plan = deployedPart(whole);
  const alerts = fleetAlerts(plan);
  const pages: [string, string][] = [
    [indexFile, runbookIndex(plan, alerts)],
    ...alerts.map((alert): [string, string] => [runbookFile(alert.id), runbookPage(plan, alert)]),
  ];
  return new Map(pages.map(([name, page]) => [name, pasteablePage(page, file)]));
}

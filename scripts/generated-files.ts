import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runbookFiles } from '../lib/alerts/runbook-files';
import { readPlan } from '../lib/commands/read-plan';
import { fleetJsonSchema } from '../lib/fleet/schema';
import { fleetFilePage } from './fleet-file-page';
import { permissionsPage } from './permissions-page';
import { readmeSections, withSections } from './readme-sections';
import { rooflineFile } from './roofline-file';
import { rulesPage } from './rules-page';

/** Every committed file that is derived from another, by path, as it should be. */
export function generatedFiles(root: string): Map<string, string> {
  const { plan } = readPlan(join(root, 'fleet.yaml'));
  if (plan === undefined) {
    throw new Error('fleet.yaml: not valid, expected the default fleet; run: npx polyregion validate');
  }
  return new Map([
    ['lib/plan/data/roofline.json', rooflineFile()],
    ['fleet.schema.json', `${JSON.stringify(fleetJsonSchema(), null, 2)}\n`],
    ['docs/fleet-file.md', fleetFilePage()],
    ['docs/rules.md', rulesPage()],
    ['docs/permissions.md', permissionsPage(plan)],
    ['README.md', withSections(readFileSync(join(root, 'README.md'), 'utf8'), readmeSections(plan))],
    ...[...runbookFiles(plan)].map(([name, text]): [string, string] => [`runbooks/${name}`, text]),
  ]);
}

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runbookFiles } from '../lib/alerts/runbook-files';
import { program } from '../lib/commands/program';
import { readPlan } from '../lib/commands/read-plan';
import type { Finding } from '../lib/contract/findings';
import type { Fleet } from '../lib/fleet/fleet';
import { fleetJsonSchema } from '../lib/fleet/schema';
import type { Plan } from '../lib/plan/plan';
import { architecturePage } from './architecture-page';
import { commandsPage } from './commands-page';
import { firstDeploymentCosts } from './first-deployment-costs';
import { fleetFilePage } from './fleet-file-page';
import { fleetFiles } from './fleet-files';
import { withSections } from './page-sections';
import { permissionsPage } from './permissions-page';
import { readmeSections } from './readme-sections';
import { rulesPage } from './rules-page';
import { settingsOfNoExample } from './settings-of-no-example';
import { residualsFile, rooflineFile } from './throughput-files';
import { verificationPage } from './verification-page';

/** The expected text of every committed generated file, by path. */
export async function generatedFiles(root: string): Promise<Map<string, string>> {
  const fleets = fleetFiles.map((path) => ({ path, plan: planOf(root, path).plan }));
  const { fleet, plan, findings } = planOf(root, 'fleet.yaml');
  const page = (path: string): string => readFileSync(join(root, path), 'utf8');
  return new Map([
    ['lib/throughput/data/roofline.json', rooflineFile()],
    ['lib/throughput/data/residuals.json', residualsFile()],
    ['fleet.schema.json', `${JSON.stringify(fleetJsonSchema(), null, 2)}\n`],
    ['docs/fleet-file.md', fleetFilePage()],
    ['docs/rules.md', rulesPage()],
    ['docs/permissions.md', permissionsPage(fleets)],
    ['docs/verification.md', verificationPage(fleets, settingsOfNoExample(root))],
    ['docs/commands.md', commandsPage(await program())],
    ['docs/architecture.md', architecturePage(page('docs/architecture.md'))],
    [
      'docs/first-deployment.md',
      withSections(
        page('docs/first-deployment.md'),
        new Map([['costs', firstDeploymentCosts(planOf(root, 'fleets/small-team.yaml').plan)]]),
      ),
    ],
    ['README.md', withSections(page('README.md'), readmeSections(fleet, plan, findings))],
    ...[...runbookFiles(plan)].map(([name, text]): [string, string] => [`runbooks/${name}`, text]),
  ]);
}

interface Planned {
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly findings: readonly Finding[];
}

function planOf(root: string, path: string): Planned {
  const { fleet, plan, findings } = readPlan(relative(process.cwd(), join(root, path)));
  if (fleet === undefined || plan === undefined) {
    throw new Error(`${path}: not valid, expected a fleet; run: npx polyregion validate --fleet ${path}`);
  }
  return { fleet, plan, findings };
}

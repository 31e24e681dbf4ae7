import { Command } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import type { Finding } from '../../contract/findings';
import { fleetArgument } from '../../contract/fleet-argument';
import type { Plan } from '../../plan/plan';
import type { Retained } from '../../removal/retained';
import { findingsText } from '../../report/findings-text';
import { retainedText } from '../../report/removal-text';
import { teardownText } from '../../report/teardown-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { Interrupted, Interruption } from '../region/interruption';
import { checkAccount } from '../region/read-region-state';
import { readTeardown, type Teardown } from './read-teardown';
import { tearDown } from './tear-down';

interface DestroyOptions extends FleetOptions {
  readonly yes?: boolean;
}

export const destroyCommand = (): Command =>
  new Command('destroy')
    .description('delete every stack of the fleet, its names first and its budgets last; continues when run again')
    .option('--yes', 'do it; without this option only what would go and what would be kept is printed')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion destroy', 'npx polyregion destroy --yes'))
    .action(destroy);

async function destroy({ fleet: path, yes, json }: DestroyOptions): Promise<void> {
  const { answer: plan, findings } = readPlan(path);
  if (plan === undefined) {
    refuse(findings, 'nothing was done', json);
    return;
  }
  try {
    await checkAccount(plan.fleet);
    const teardown = await readTeardown(plan);
    if (teardown.findings.length > 0) {
      refuse(teardown.findings, 'nothing was done', json);
    } else if (yes) {
      await act(plan, teardown, json);
    } else {
      show(teardown, path, json);
    }
  } catch (thrown) {
    if (thrown instanceof Interrupted) {
      process.stderr.write('destroy: interrupted; what is done is kept. To go on, run it again\n');
      process.exitCode = 130;
      return;
    }
    if (!(thrown instanceof FindingError)) {
      throw thrown;
    }
    refuse([thrown.finding], 'what is done is kept; run again it goes on from there', json);
  }
}

function show({ steps, retained }: Teardown, path: string, json?: boolean): void {
  if (json) {
    process.stdout.write(jsonText({ acted: false, steps, retained, findings: [] }));
    return;
  }
  const next = `Nothing was done. To do it: npx polyregion destroy${fleetArgument(path)} --yes`;
  process.stdout.write(
    steps.every(({ standing }) => standing.length === 0)
      ? nothingLeft
      : `${teardownText(steps)}${retainedText(retained)}\n${next}\n`,
  );
}

async function act({ fleet }: Plan, teardown: Teardown, json?: boolean): Promise<void> {
  const retained: Retained[] = await tearDown(teardown.steps, fleet, new Interruption());
  if (json) {
    process.stdout.write(jsonText({ acted: true, steps: teardown.steps, retained, findings: [] }));
    return;
  }
  process.stdout.write(`${fleet.name}: destroyed\n${retainedText(retained)}`);
}

const nothingLeft = 'No stack of the fleet is left in the regions of the fleet file.\n';

function refuse(findings: readonly Finding[], says: string, json = false): void {
  process.stdout.write(json ? jsonText({ acted: false, findings }) : '');
  process.stderr.write(json ? '' : `${findingsText(findings)}destroy: ${says}\n`);
  process.exitCode = 1;
}

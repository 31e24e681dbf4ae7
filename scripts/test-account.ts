/** Deploys the stacks that need no GPU to a real account, checks them and destroys them: `npm run test:account`. */
import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Command } from 'commander';
import { renderCommand } from '../lib/alerts/command';
import { FindingError } from '../lib/artifacts/finding-error';
import { planTexts } from '../lib/commands/read-plan';
import { deleteStacks } from '../lib/commands/region/delete-stacks';
import { Interruption } from '../lib/commands/region/interruption';
import { checkAccount } from '../lib/commands/region/read-region-state';
import { findStack } from '../lib/commands/region/stack-client';
import { stackNames } from '../lib/contract/names';
import { fleetOverhead } from '../lib/overhead/fleet-overhead';
import type { Plan } from '../lib/plan/plan';
import { regionStacks } from '../lib/removal/region-stacks';
import type { StandingStack } from '../lib/removal/region-state';
import type { Retained } from '../lib/removal/retained';
import { findingsText } from '../lib/report/findings-text';
import { accountChecks } from './account-test-checks';
import {
  type AccountTestFlags,
  appWithoutServing,
  hoursAtMost,
  missingFlags,
  mostUsd,
  testFleetName,
  testFleetText,
} from './account-test-fleet';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const example = 'fleets/small-team.yaml';

const ending = new AbortController();
/** Ends the deployment early. While the fleet is being destroyed, it only says so. */
const end = (reason: string) => () =>
  ending.signal.aborted ? say('it is being destroyed; wait for it') : ending.abort(new Error(reason));

function plannedFleet(flags: AccountTestFlags): Plan {
  const missing = missingFlags(flags);
  if (missing.length > 0) {
    throw new Error(
      `test:account: creates things that cost, got no ${missing.join(', ')}, expected all of its flags; see docs/verification.md`,
    );
  }
  const complete = flags as Required<AccountTestFlags>;
  const text = testFleetText(readFileSync(example, 'utf8'), complete);
  const { plan, findings } = planTexts(example, { fleet: text, lock: undefined, measured: undefined });
  if (plan === undefined) {
    throw new Error(`test:account: not a valid fleet with these flags\n${findingsText(findings)}`);
  }
  const most = mostUsd(fleetOverhead(plan));
  if (!(most <= complete.spendAtMostUsd)) {
    throw new Error(
      `test:account: may cost too much, got ${most.toFixed(2)} USD at most, expected no more than ${complete.spendAtMostUsd}; raise --spend-at-most-usd`,
    );
  }
  const regions = plan.regions.map(({ region }) => region).join(', ');
  say(`In account ${plan.fleet.account}, ${regions}: the stacks ${stackNamesOf(plan).join(', ')}.`);
  say(
    `No GPU instance, no load balancer, no DNS record. For ${hoursAtMost} hours at most, then all of it is destroyed.`,
  );
  say(
    `It costs at most ${most.toFixed(2)} USD: 0 instances, and what a fleet costs besides them for ${hoursAtMost + 1} hours.`,
  );
  return plan;
}

const stackNamesOf = ({ fleet: { name }, regions }: Plan): string[] => [
  stackNames.account(name),
  ...regions.flatMap(({ region }) => regionStacks(name, region)).filter((stack) => !stack.includes('-serving-')),
];

/** The stacks of the test that exist, in the order in which they can be deleted. */
async function standing({ fleet, regions }: Plan): Promise<StandingStack[]> {
  const ofRegions = regions.flatMap(({ region }) => regionStacks(fleet.name, region).map((name) => ({ region, name })));
  const all = [...ofRegions, { region: fleet.homeRegion, name: stackNames.account(fleet.name) }];
  const found = await Promise.all(all.map(({ region, name }) => findStack(region, name)));
  return found.filter((stack) => stack !== undefined);
}

async function assertReady(plan: Plan): Promise<void> {
  await checkAccount(plan.fleet);
  const before = await standing(plan);
  if (before.length > 0) {
    throw new Error(
      `test:account: something of that name is there, got ${before.map(({ name }) => name).join(', ')}, expected nothing of ${testFleetName}; delete it first`,
    );
  }
  for (const { region } of plan.regions) {
    if ((await findStack(region, 'CDKToolkit')) === undefined) {
      throw new Error(
        `test:account: ${region} is not bootstrapped, got no stack CDKToolkit, expected one; run: npx cdk bootstrap aws://${plan.fleet.account}/${region}`,
      );
    }
  }
}

/** Runs the CDK CLI in a process group of its own. On Ctrl-C this script ends it and then destroys everything. */
function cdkDeploy(app: string): Promise<void> {
  const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const args = ['deploy', '--all', '--app', app, '--require-approval', 'never', '--progress', 'events', '--no-notices'];
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: ['ignore', 2, 2],
    detached: true,
    signal: ending.signal,
  });
  return new Promise((settle, fail) => {
    // An aborted CLI may begin another stack until its process ends, so the promise waits for `close`.
    child.once('error', (thrown) => (thrown.name === 'AbortError' ? undefined : fail(thrown)));
    child.once('close', (status) =>
      status === 0 ? settle() : fail(new Error(`test:account: cdk deploy failed, got exit status ${status}`)),
    );
  });
}

/** Deletes a retained resource by the commands that `region remove` prints. */
function deleteRetained({ type, name, commands }: Retained): string[] {
  const env = { ...process.env, PATH: `${join(process.cwd(), '.venv/bin')}${delimiter}${process.env.PATH}` };
  const run = (command: string): boolean => spawnSync('sh', ['-c', command], { env, stdio: 'ignore' }).status === 0;
  const [last, ...emptying] = [...commands].reverse().map(renderCommand);
  for (const command of emptying.reverse()) {
    for (let thousands = 0; thousands < 100 && run(command); thousands++); // it fails once no version is left
  }
  return last !== undefined && run(last) ? [] : [`${type} ${name}: is left; ${commands.map(renderCommand).join('; ')}`];
}

/** Destroys every stack, also after one has failed. @returns what is left */
async function destroyAll(plan: Plan): Promise<string[]> {
  say('Destroying all of it');
  const faults: string[] = [];
  for (const stack of await standing(plan)) {
    try {
      const retained = await deleteStacks([stack], stack.region, new Interruption(new EventEmitter()));
      faults.push(...retained.flatMap(deleteRetained));
    } catch (thrown) {
      faults.push(textOf(thrown));
    }
  }
  return [...faults, ...(await standing(plan)).map(({ name, status }) => `${name}: is left, ${status}`)];
}

async function deployAndCheck(plan: Plan, folder: string): Promise<string[]> {
  appWithoutServing(plan, folder).synth();
  await cdkDeploy(folder);
  const stacks = await standing(plan);
  const faults: string[] = [];
  for (const [what, check] of Object.entries(accountChecks)) {
    ending.signal.throwIfAborted();
    // A check that fails to get an answer must not prevent the checks after it.
    const found = await check(plan, stacks, ending.signal).catch((thrown) => [`${what}: ${textOf(thrown)}`]);
    say(`${found.length === 0 ? 'holds' : 'FAILS'}: ${what}`);
    faults.push(...found);
  }
  return faults;
}

async function testAccount(flags: AccountTestFlags): Promise<void> {
  const plan = plannedFleet(flags);
  await assertReady(plan);
  const folder = mkdtempSync(join(tmpdir(), 'polyregion-account-'));
  process.on('SIGINT', end('interrupted')).on('SIGTERM', end('interrupted'));
  const timer = setTimeout(end(`took longer than ${hoursAtMost} hours`), hoursAtMost * 3_600_000);
  const faults: string[] = [];
  try {
    faults.push(...(await deployAndCheck(plan, folder)));
  } catch (thrown) {
    faults.push(textOf(ending.signal.aborted ? ending.signal.reason : thrown));
  }
  clearTimeout(timer);
  ending.abort(new Error('done'));
  try {
    faults.push(...(await destroyAll(plan)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    say(faults.length === 0 ? 'Every check holds, and nothing is left' : faults.join('\n'));
  }
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const textOf = (thrown: unknown): string =>
  thrown instanceof FindingError ? findingsText([thrown.finding]).trimEnd() : (thrown as Error).message;

new Command('npm run test:account --')
  .description('deploy the stacks that need no GPU to a real account, check them, destroy them; this costs money')
  .option('--account <id>', 'account of the credentials')
  .option('--hosted-zone <id>', 'public hosted zone in that account; nothing is written to it')
  .option('--domain <name>', 'domain name of that zone')
  .option('--spend-at-most-usd <n>', 'refuse to start if the run could cost more', Number)
  .option('--yes', 'do it')
  .action(testAccount)
  .parseAsync()
  .catch((thrown: unknown) => {
    say(textOf(thrown));
    process.exitCode = 1;
  });

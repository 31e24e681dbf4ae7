import { Command, InvalidArgumentError } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import { pricedPlan } from '../../budgets/priced-plan';
import type { Finding } from '../../contract/findings';
import { hasErrors } from '../../contract/findings';
import { cdkFleetArgument, fleetArgument } from '../../contract/fleet-argument';
import { planChange } from '../../plan/plan-change';
import { regionStacks } from '../../removal/region-stacks';
import type { RegionState } from '../../removal/region-state';
import { isRemoved, removalSteps } from '../../removal/removal-steps';
import type { Retained } from '../../removal/retained';
import { stateFindings } from '../../removal/state-findings';
import { findingsText } from '../../report/findings-text';
import { planChangeText } from '../../report/plan-change-text';
import { removalStepsText, retainedText } from '../../report/removal-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { deleteStacks } from './delete-stacks';
import { emptyGroups, releaseLoadBalancers } from './empty-groups';
import { Interrupted, Interruption } from './interruption';
import { checkAccount, readRegionState } from './read-region-state';
import { type Removal, readRemoval } from './read-removal';
import { deployTraffic, writeRemoval } from './unrecord-region';
import { withdrawHealthChecks } from './withdraw-health-checks';

interface RemoveOptions extends FleetOptions {
  readonly yes?: boolean;
  readonly waitAtMost: number;
}

/** Longer than requests take and than CloudWatch is late. */
const defaultWaitSeconds = 1800;

export const removeRegionCommand = (): Command =>
  new Command('remove')
    .description(
      'stop the traffic of a region, take it out of the fleet file and delete its stacks; continues when run again',
    )
    .argument('<code>', 'AWS Region')
    .option('--yes', 'do it; without this option the steps are only printed')
    .option(
      '--wait-at-most <seconds>',
      'go on after this long though requests still come',
      (text: string) => {
        const seconds = Number(text);
        if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
          throw new InvalidArgumentError('expected seconds, 0 or more');
        }
        return seconds;
      },
      defaultWaitSeconds,
    )
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example('npx polyregion region remove us-east-2', 'npx polyregion region remove us-east-2 --yes'),
    )
    .action(remove);

async function remove(code: string, options: RemoveOptions): Promise<void> {
  const { fleet: path, yes, json } = options;
  const removal = readRemoval(path, code);
  if ('findings' in removal) {
    refuse(code, removal.findings, 'nothing was done', json);
    return;
  }
  if (yes) {
    await act(code, removal, options);
  } else {
    await show(code, removal, options);
  }
}

/** What would be done, as far as AWS says; without credentials the steps alone. */
async function show(code: string, removal: Removal, { json, fleet: path }: RemoveOptions): Promise<void> {
  const { plan, isRecorded } = removal;
  let state: RegionState | undefined;
  let findings: readonly Finding[] = [];
  try {
    await checkAccount(plan.fleet);
    state = await readRegionState(plan.fleet, code);
    findings = stateFindings(state, code);
  } catch (thrown) {
    findings = [faultOf(thrown)];
  }
  const steps = removalSteps(code, isRecorded, state, regionStacks(plan.fleet.name, code));
  const change = isRecorded ? planChange(removal.before && pricedPlan(removal.before), pricedPlan(plan)) : undefined;
  if (json) {
    process.stdout.write(jsonText({ region: code, acted: false, steps, change, findings }));
    return;
  }
  process.stderr.write(findingsText(findings));
  if (isRemoved(steps)) {
    process.stdout.write(nothingLeft(code));
    return;
  }
  const acting = `npx polyregion region remove ${code}${fleetArgument(path)} --yes`;
  process.stdout.write(
    `${change === undefined ? '' : `${planChangeText(change)}\n`}${removalStepsText(steps)}\nNothing was done. To do it: ${acting}\n`,
  );
}

/** Every step reads anew what stands, so that a run after a broken one goes on where that was. */
async function act(code: string, removal: Removal, options: RemoveOptions): Promise<void> {
  const { plan, isRecorded } = removal;
  const { fleet: path, json, waitAtMost } = options;
  const names = regionStacks(plan.fleet.name, code);
  const interruption = new Interruption();
  try {
    await checkAccount(plan.fleet);
    const state = await readRegionState(plan.fleet, code);
    const against = stateFindings(state, code);
    if (against.length > 0) {
      refuse(code, against, 'nothing was done', json);
      return;
    }
    const [drain, , destroy] = removalSteps(code, isRecorded, state, names);
    if (isRemoved(removalSteps(code, isRecorded, state, names))) {
      process.stdout.write(json ? doneJson(code, removal, state) : nothingLeft(code));
      return;
    }
    if (drain?.state !== 'done') {
      await withdrawHealthChecks(state, code, waitAtMost, interruption);
    }
    interruption.check();
    if (isRecorded) {
      writeRemoval(path, removal.texts, removal.edited);
      process.stderr.write(`${path}: ${code} is out of it\n`);
    }
    await deployTraffic(path, state, code, interruption);
    const standing = await readRegionState(plan.fleet, code);
    await emptyGroups(standing.groups, code, interruption);
    await releaseLoadBalancers(standing.loadBalancers, code, interruption);
    const retained = destroy?.state === 'done' ? [] : await deleteStacks(standing.stacks, code, interruption);
    const after = await readRegionState(plan.fleet, code);
    process.stdout.write(json ? doneJson(code, removal, after, retained) : doneText(code, retained, options));
  } catch (thrown) {
    if (thrown instanceof Interrupted) {
      process.stderr.write(`region remove: interrupted; what is done is kept. To go on, run it again\n`);
      process.exitCode = 130;
      return;
    }
    refuse(code, [faultOf(thrown)], 'what is done is kept; run again it goes on from there', json);
  }
}

const nothingLeft = (code: string): string => `${code}: nothing is left of it in the fleet file or its stacks\n`;

function doneText(code: string, retained: readonly Retained[], { fleet: path }: RemoveOptions): string {
  const deploy = `npx cdk deploy --all${cdkFleetArgument(path)}`;
  return `${code}: removed\n${retainedText(retained)}\nNext: review ${path} with git diff, then bring the other regions to their new sizes: ${deploy}\n`;
}

/** @param retained absent where there was nothing to do */
function doneJson(
  code: string,
  { plan, before, isRecorded }: Removal,
  state: RegionState,
  retained?: readonly Retained[],
): string {
  const steps = removalSteps(code, false, state, regionStacks(plan.fleet.name, code));
  const change = isRecorded ? planChange(before && pricedPlan(before), pricedPlan(plan)) : undefined;
  return jsonText({ region: code, acted: retained !== undefined, steps, change, retained, findings: [] });
}

/** @throws what is no fault of AWS or the network */
function faultOf(thrown: unknown): Finding {
  if (thrown instanceof FindingError) {
    return thrown.finding;
  }
  throw thrown;
}

function refuse(code: string, findings: readonly Finding[], says: string, json = false): void {
  process.stdout.write(json ? jsonText({ region: code, acted: false, findings }) : '');
  const said = hasErrors(findings) ? findings.filter(({ level }) => level === 'error') : findings;
  process.stderr.write(json ? '' : `${findingsText(said)}region remove: ${says}\n`);
  process.exitCode = 1;
}

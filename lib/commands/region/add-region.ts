import { Command } from 'commander';
import { pricedPlan } from '../../budgets/priced-plan';
import { type Finding, hasErrors } from '../../contract/findings';
import { editLock } from '../../fleet/edit-lock';
import { unresolvedMachineImage } from '../../fleet/lock-file';
import { addition } from '../../fleet/region-edits';
import { planChange } from '../../plan/plan-change';
import { additionSteps } from '../../report/addition-steps';
import { findingsText } from '../../report/findings-text';
import { nextStepsText } from '../../report/next-steps-text';
import { planChangeText } from '../../report/plan-change-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { type FleetTexts, lockFilePath, planTexts } from '../read-plan';
import { replaceFile } from '../replace-file';
import { readWholeFile } from '../whole-fleet-file';

interface AddOptions extends FleetOptions {
  readonly jurisdiction?: string;
  readonly check?: boolean;
}

export const addRegionCommand = (): Command =>
  new Command('add')
    .description('add a region to the fleet file if the fleet stays valid, and show what changes and what to do next')
    .argument('<code>', 'AWS Region')
    .option('--jurisdiction <name>', 'jurisdiction that the region joins; needed where the fleet has more than one')
    .option('--check', 'write nothing')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion region add us-east-2 --jurisdiction united-states --check',
        'npx polyregion region add us-east-2 --jurisdiction united-states',
      ),
    )
    .action(add);

function add(code: string, { fleet: path, jurisdiction: asked, check, json }: AddOptions): void {
  const texts = readWholeFile(path);
  if (!('fleet' in texts)) {
    refuse(code, texts, json);
    return;
  }
  const { text, jurisdiction, findings } = addition(texts.fleet, code, asked);
  if (text === undefined) {
    refuse(code, findings, json);
    return;
  }
  const edited = { ...texts, fleet: text, lock: lockWith(texts.lock, code) };
  const after = planTexts(path, edited);
  if (after.plan === undefined || hasErrors(after.findings)) {
    refuse(code, after.findings, json);
    return;
  }
  const before = planTexts(path, texts);
  const change = planChange(before.plan && pricedPlan(before.plan), pricedPlan(after.plan));
  const changed = edited.fleet !== texts.fleet || edited.lock !== texts.lock;
  const next = additionSteps(after.plan, code, path);
  const known = new Set(before.findings.map(({ path: at, message }) => `${at} ${message}`));
  const fresh = after.findings.filter(({ path: at, message }) => !known.has(`${at} ${message}`));
  const written = changed && !check;
  if (written) {
    writeEdit(path, texts, edited);
  }
  if (json) {
    process.stdout.write(jsonText({ region: code, jurisdiction, written, findings: fresh, change, next }));
    return;
  }
  process.stderr.write(findingsText(fresh));
  process.stdout.write(
    changed
      ? `${planChangeText(change)}\n${path}: ${written ? `${code} is in ${jurisdiction}; review it with git diff` : 'not written'}\n\n${nextText(next)}`
      : `${path}: ${code} is in it already\n`,
  );
}

const nextText = (next: Parameters<typeof nextStepsText>[0]): string =>
  next.length === 0 ? 'Next: nothing; no stack is made of what runs there yet.\n' : `Next:\n${nextStepsText(next)}`;

/** Without a lock file everything is unresolved anyway. */
function lockWith(lock: string | undefined, region: string): string | undefined {
  const path = ['machineImages', region];
  return lock === undefined || /^\s*$/.test(lock)
    ? lock
    : editLock(lock, [{ path, values: unresolvedMachineImage }], 'missing');
}

/** The fleet file first: a pin of a region that it does not name is an error, one that is missing is none. */
function writeEdit(path: string, old: FleetTexts, { fleet, lock }: FleetTexts): void {
  if (fleet !== old.fleet) {
    replaceFile(path, fleet);
  }
  if (lock !== undefined && lock !== old.lock) {
    replaceFile(lockFilePath(path), lock);
  }
}

function refuse(code: string, findings: readonly Finding[], json = false): void {
  process.stdout.write(json ? jsonText({ region: code, written: false, findings }) : '');
  process.stderr.write(json ? '' : `${findingsText(findings)}region add: nothing was written\n`);
  process.exitCode = 1;
}

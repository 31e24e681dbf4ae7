import { Command } from 'commander';
import { type PromotedPin, promotedPins, unpinned } from '../../artifacts/promotion';
import type { Finding } from '../../contract/findings';
import { loadPins, type Pins } from '../../fleet/lock-file';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { writeLock } from '../lock-writer';
import { readPlan, readTexts } from '../read-plan';
import { environmentNamed } from '../whole-fleet-file';

interface PromoteOptions extends FleetOptions {
  readonly to?: string;
  readonly check?: boolean;
}

export const promoteCommand = (): Command =>
  new Command('promote')
    .description('carry the pins of one environment to the fleet itself, or to another environment: the same bytes')
    .argument('<environment>', 'environment whose pins were tried, for example staging')
    .option('--to <environment>', 'environment that gets them; the fleet itself unless given')
    .option('--check', 'write nothing; fail when the pins differ')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion promote staging --check', 'npx polyregion promote staging'))
    .action(promote);

function promote(environment: string, options: PromoteOptions): void {
  const { fleet: file, to, check = false, json } = options;
  const named = environmentNamed(file);
  if (named.length > 0) {
    failWith(options, named);
    return;
  }
  const target = to === undefined ? file : `${file}@${to}`;
  const from = readPins(`${file}@${environment}`);
  const into = readPins(target);
  const findings = [
    ...('findings' in from ? from.findings : unpinned(from, environment)),
    ...('findings' in into ? into.findings : []),
  ];
  if (findings.length > 0 || 'findings' in from || 'findings' in into) {
    failWith(options, findings);
    return;
  }
  const pins = promotedPins(from, into);
  const { path, changed } = writeLock(
    target,
    pins.map(({ edit }) => edit),
    check,
  );
  process.stdout.write(
    json
      ? jsonText({ file: path, changed, pins: pins.map(({ what, before, after }) => ({ what, before, after })) })
      : `${pins.map(pinText).join('')}${path}: ${outcome(changed, check)}\n`,
  );
  process.exitCode = check && changed ? 1 : 0;
}

/** The pins of a fleet that is valid, or what is wrong with it. */
function readPins(written: string): Pins | { readonly findings: readonly Finding[] } {
  const texts = readTexts(written);
  if (!('fleet' in texts)) {
    return { findings: texts };
  }
  const { fleet, plan, findings } = readPlan(written);
  if (fleet === undefined || plan === undefined) {
    return { findings: findings.filter(({ level }) => level === 'error') };
  }
  const models = fleet.models.map(({ name }) => name);
  return loadPins(texts.lock, fleet.regions, models, fleet.gateway !== undefined).pins;
}

const pinText = ({ what, before, after }: PromotedPin): string =>
  `${what}: ${before === after ? `${after}, the same` : `${before ?? 'not pinned'} → ${after}`}\n`;

function outcome(changed: boolean, check: boolean): string {
  if (!changed) {
    return 'current';
  }
  return check ? 'differs; run it without --check' : 'written; review it with git diff, then npx cdk diff';
}

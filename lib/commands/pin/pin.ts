import { Command } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import { deployedRegions } from '../../artifacts/push-targets';
import {
  architectureFindings,
  architecturesOf,
  digestFindings,
  imageFindings,
  zoneFindings,
} from '../../artifacts/region-facts';
import { machineImageParameter } from '../../catalogue/machine-images';
import { engineRepositoryName } from '../../contract/artifacts';
import type { Finding } from '../../contract/findings';
import type { LockEdit } from '../../fleet/edit-lock';
import type { Plan } from '../../plan/plan';
import { findingsText } from '../../report/findings-text';
import { example, fleetOption } from '../fleet-option';
import { writeLock } from '../lock-writer';
import type { ImagePin } from '../push/push-order';
import { readPlan } from '../read-plan';
import { networkEdits } from './pinned-network';
import { readImageDigest, readMachineImage, readZones } from './read-region-facts';

interface PinOptions {
  readonly fleet: string;
  readonly imageTag?: string;
  readonly guardTag?: string;
  readonly gatewayTag?: string;
  readonly keepMachineImages?: boolean;
  readonly check?: boolean;
}

export const pinCommand = (): Command =>
  new Command('pin')
    .description(
      'look up machine images, zones and existing networks that the fleet file names by tags in AWS (with --image-tag also the engine image, with --guard-tag the image of HAProxy, with --gateway-tag that of Envoy), and pin them in the lock file',
    )
    .addOption(fleetOption())
    .option('--image-tag <tag>', "pin the engine image that has this tag in every region's repository")
    .option('--guard-tag <tag>', "pin the image of HAProxy that has this tag in every region's repository")
    .option('--gateway-tag <tag>', "pin the image of Envoy that has this tag in every region's repository")
    .option('--keep-machine-images', 'keep the machine images that are pinned, for example images of your own')
    .option('--check', 'write nothing; fail when the lock file would change')
    .addHelpText('after', example('npx polyregion pin', 'npx polyregion pin --check'))
    .action(pin);

async function pin(options: PinOptions): Promise<void> {
  const { fleet: path, imageTag, guardTag, gatewayTag, keepMachineImages = false, check } = options;
  const { plan, fleet, findings } = readPlan(path);
  if (plan === undefined || fleet === undefined) {
    refuse(findings);
    return;
  }
  const found = await Promise.all(
    fleet.regions.map((region) => collected(() => regionEdits(plan, region, keepMachineImages))),
  );
  for (const region of fleet.regions) {
    found.push(await collected(async () => ({ edits: await networkEdits(fleet, region), findings: [] })));
  }
  found.push(await collected(() => pinnedImage(plan, 'engineImageDigest', imageTag)));
  found.push(await collected(() => pinnedImage(plan, 'guardImageDigest', guardTag)));
  found.push(await collected(() => pinnedImage(plan, 'gatewayImageDigest', gatewayTag)));
  const faults = found.flatMap((one) => one.findings);
  if (faults.length > 0) {
    refuse(faults);
    return;
  }
  const lock = writeLock(
    path,
    found.flatMap(({ edits }) => edits),
    check,
  );
  const outcome = check ? 'out of date; run it without --check' : 'written; review it with git diff';
  process.stdout.write(`${lock.path}: ${lock.changed ? outcome : 'current'}\n`);
  process.exitCode = check && lock.changed ? 1 : 0;
}

interface Collected {
  readonly edits: readonly LockEdit[];
  readonly findings: readonly Finding[];
}

/** What AWS refuses in one region hides nothing of the others. */
async function collected(look: () => Promise<Collected>): Promise<Collected> {
  try {
    return await look();
  } catch (thrown) {
    if (thrown instanceof FindingError) {
      return { edits: [], findings: [thrown.finding] };
    }
    throw thrown;
  }
}

async function regionEdits(plan: Plan, region: string, keepMachineImage: boolean): Promise<Collected> {
  const zones = await readZones(region);
  const planned = plan.regions.find((one) => one.region === region)?.zoneIds ?? [];
  const image = keepMachineImage
    ? { text: 'machine image kept', edits: [], findings: [] }
    : await imageEdits(plan, region);
  const named = planned.map((id) => `${id} is ${zones.get(id)}`).join(', ');
  process.stderr.write(`${region}: ${image.text}${named === '' ? '' : `; zones ${named}`}\n`);
  return { edits: image.edits, findings: [...image.findings, ...zoneFindings(region, planned, zones)] };
}

async function imageEdits(plan: Plan, region: string): Promise<Collected & { readonly text: string }> {
  const architectures = architecturesOf(plan, region);
  const [architecture = 'x86_64'] = architectures;
  const image = await readMachineImage(region, machineImageParameter(architecture));
  return {
    text: `${image.id} ${image.name}`,
    edits: [{ path: ['machineImages', region], values: { id: image.id, status: 'resolved' } }],
    findings: [...architectureFindings(region, architectures), ...imageFindings(region, image, architecture)],
  };
}

async function pinnedImage(plan: Plan, pin: ImagePin, tag: string | undefined): Promise<Collected> {
  const { name, account } = plan.fleet;
  const digests = new Map<string, string>();
  for (const region of tag === undefined ? [] : deployedRegions(plan)) {
    digests.set(region, await readImageDigest(region, account, engineRepositoryName(name), tag as string));
  }
  const [digest] = digests.values();
  return {
    edits: digest === undefined ? [] : [{ path: [pin], values: { id: digest, status: 'resolved' } }],
    findings: digestFindings(tag ?? '', digests),
  };
}

function refuse(findings: readonly Finding[]): void {
  process.stderr.write(`${findingsText(findings.filter(({ level }) => level === 'error'))}pin: nothing was written\n`);
  process.exitCode = 1;
}

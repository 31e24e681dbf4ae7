import { Command } from 'commander';
import { PushFault } from '../artifacts/push-fault';
import { fileFinding } from '../artifacts/weights-findings';
import type { LockEdit } from '../fleet/edit-lock';
import type { Finding } from '../fleet/findings';
import { findingsText } from '../report/findings-text';
import { example, fleetOption } from './fleet-option';
import { writeLock } from './lock-writer';
import { imageOrder } from './order-image';
import { weightsOrder } from './order-weights';
import type { PushOrder } from './push-order';
import { readPlan } from './read-plan';

interface PushOptions {
  readonly fleet: string;
  readonly model?: string;
  readonly from?: string;
  readonly imageArchive?: string;
}

export const pushArtifactsCommand = (): Command =>
  new Command('push')
    .description(
      'copy weights, and the image of the engine, to the regions that serve with them, and pin them in the lock file',
    )
    .addOption(fleetOption())
    .option('--model <name>', 'model of the fleet file whose weights are copied, to the regions that serve it only')
    .option('--from <folder>', 'folder with its config.json, tokenizer and .safetensors files')
    .option(
      '--image-archive <path>',
      'OCI layout with the image of the engine, a folder or a tar, copied to every region',
    )
    .addHelpText(
      'after',
      example(
        'npx polyregion artifacts push --model llama-70b --from ./Llama-3.1-70B-FP8',
        'npx polyregion artifacts push --image-archive ./vllm.tar',
      ),
    )
    .action(push);

async function push({ fleet, model, from, imageArchive }: PushOptions): Promise<void> {
  const { plan, findings } = readPlan(fleet);
  if (plan === undefined) {
    refuse(findings);
    return;
  }
  const orders: PushOrder[] = [
    ...(model !== undefined || from !== undefined ? [weightsOrder(plan, model ?? '', from ?? '')] : []),
    ...(imageArchive === undefined ? [] : [imageOrder(plan, imageArchive)]),
  ];
  const faults = orders.length === 0 ? [nothingAsked] : orders.flatMap((order) => order.findings);
  if (faults.length > 0) {
    refuse(faults);
    return;
  }
  await fill(fleet, orders);
}

/** Reads everything before anything is sent, and pins it once all of it is everywhere. */
async function fill(fleet: string, orders: readonly PushOrder[]): Promise<void> {
  try {
    const edits: LockEdit[] = [];
    const reads = [];
    for (const order of orders) {
      reads.push(await order.read());
    }
    const broken = reads.flatMap(({ findings }) => findings);
    if (broken.length > 0) {
      refuse(broken);
      return;
    }
    for (const { send, edit } of reads) {
      await send();
      edits.push(edit);
    }
    const lock = writeLock(fleet, edits);
    for (const { path, values } of edits) {
      process.stdout.write(`${lock.path}: ${path.join('.')} is ${values.manifest ?? values.id}\n`);
    }
  } catch (thrown) {
    if (!(thrown instanceof PushFault)) {
      throw thrown;
    }
    refuse(
      [thrown.finding],
      'the lock file is as it was; what arrived is kept, and run again the push goes on from there',
    );
  }
}

const nothingAsked: Finding = fileFinding('--model', {
  problem: 'is missing',
  got: undefined,
  expected: '--model with --from, --image-archive, or all of them',
  fix: 'see npx polyregion artifacts push --help',
  source: 'docs/artifacts.md',
});

function refuse(findings: readonly Finding[], says = 'nothing was sent'): void {
  process.stderr.write(`${findingsText(findings.filter(({ level }) => level === 'error'))}artifacts push: ${says}\n`);
  process.exitCode = 1;
}

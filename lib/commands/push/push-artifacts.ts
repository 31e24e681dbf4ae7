import { Command } from 'commander';
import { FindingError } from '../../artifacts/finding-error';
import { fileFinding } from '../../artifacts/weights-findings';
import { envoy } from '../../catalogue/envoy';
import { haproxy } from '../../catalogue/haproxy';
import type { Finding } from '../../contract/findings';
import { vllm } from '../../engine/vllm';
import type { LockEdit } from '../../fleet/edit-lock';
import { findingsText } from '../../report/findings-text';
import { example, fleetOption } from '../fleet-option';
import { writeLock } from '../lock-writer';
import { readPlan } from '../read-plan';
import { imageOrder } from './order-image';
import { agentProgram, gatewayProgram, programOrder } from './order-program';
import { remoteImageOrder } from './order-remote-image';
import { weightsOrder } from './order-weights';
import type { PushOrder } from './push-order';

interface PushOptions {
  readonly fleet: string;
  readonly model?: string;
  readonly from?: string;
  readonly image?: string;
  readonly imageArchive?: string;
  readonly guardImage?: string;
  readonly guardArchive?: string;
  readonly agent?: boolean;
  readonly gatewayImage?: string;
  readonly gatewayArchive?: string;
  readonly gatewayAgent?: boolean;
  readonly nodeArchive?: string;
}

export const pushArtifactsCommand = (): Command =>
  new Command('push')
    .description(
      'copy weights, the images of engine, guard and gateway or the programs of instances to the regions that need them, and pin them in the lock file',
    )
    .addOption(fleetOption())
    .option('--model <name>', 'copy the weights of this model of the fleet file, to the regions that serve it')
    .option('--from <folder>', 'folder with the config.json, tokenizer and .safetensors files of the model')
    .option(
      '--image <reference>',
      'copy this engine image from a registry, named by version or digest, to every region',
    )
    .option(
      '--image-archive <path>',
      'copy the engine image in this OCI layout, a folder or a tar file, to every region',
    )
    .option('--guard-image <reference>', 'copy this image of HAProxy from a registry to every region')
    .option('--guard-archive <path>', 'copy the image of HAProxy in this OCI layout, a folder or a tar file')
    .option('--agent', 'copy the agent that runs on every GPU instance, with its Node, to every region')
    .option('--gateway-image <reference>', 'copy this image of Envoy from a registry to every region')
    .option('--gateway-archive <path>', 'copy the image of Envoy in this OCI layout, a folder or a tar file')
    .option('--gateway-agent', 'copy the program that runs on every gateway, with its Node, to every region')
    .option('--node-archive <path>', 'npm package of that Node as a file, instead of fetching it')
    .addHelpText(
      'after',
      example(
        'npx polyregion artifacts push --model llama-70b --from ./Llama-3.1-70B-FP8',
        `npx polyregion artifacts push --image ${vllm.image}`,
        'npx polyregion artifacts push --image-archive ./vllm.tar',
        `npx polyregion artifacts push --guard-image ${haproxy.image}`,
        'npx polyregion artifacts push --agent',
        `npx polyregion artifacts push --gateway-image ${envoy.image} --gateway-agent`,
      ),
    )
    .action(push);

async function push(options: PushOptions): Promise<void> {
  const { fleet, model, from, image, imageArchive, guardImage, guardArchive, agent, nodeArchive } = options;
  const { gatewayImage, gatewayArchive, gatewayAgent } = options;
  const { fleet: read, plan, findings } = readPlan(fleet);
  if (plan === undefined || read === undefined) {
    refuse(findings);
    return;
  }
  const orders: PushOrder[] = [
    ...(model !== undefined || from !== undefined ? [weightsOrder(read, plan, model ?? '', from ?? '')] : []),
    ...(image === undefined ? [] : [remoteImageOrder(plan, 'engineImageDigest', image)]),
    ...(imageArchive === undefined ? [] : [imageOrder(plan, 'engineImageDigest', imageArchive)]),
    ...(guardImage === undefined ? [] : [remoteImageOrder(plan, 'guardImageDigest', guardImage)]),
    ...(guardArchive === undefined ? [] : [imageOrder(plan, 'guardImageDigest', guardArchive)]),
    ...(agent === true ? [programOrder(plan, agentProgram, nodeArchive)] : []),
    ...(gatewayImage === undefined ? [] : [remoteImageOrder(plan, 'gatewayImageDigest', gatewayImage)]),
    ...(gatewayArchive === undefined ? [] : [imageOrder(plan, 'gatewayImageDigest', gatewayArchive)]),
    ...(gatewayAgent === true ? [programOrder(plan, gatewayProgram, nodeArchive)] : []),
  ];
  const faults = [
    ...(orders.length === 0 ? [nothingAsked] : []),
    ...(image !== undefined && imageArchive !== undefined ? [twoImages('--image', '--image-archive')] : []),
    ...(guardImage !== undefined && guardArchive !== undefined ? [twoImages('--guard-image', '--guard-archive')] : []),
    ...(gatewayImage !== undefined && gatewayArchive !== undefined
      ? [twoImages('--gateway-image', '--gateway-archive')]
      : []),
    ...orders.flatMap((order) => order.findings),
  ];
  if (faults.length > 0) {
    refuse(faults);
    return;
  }
  await fill(fleet, orders);
}

/** Reads everything before anything is sent, and pins it once all of it is everywhere. */
async function fill(fleet: string, orders: readonly PushOrder[]): Promise<void> {
  let says = 'nothing was sent';
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
    says = 'the lock file is as it was; what arrived is kept, and run again the push goes on from there';
    for (const { send, edit } of reads) {
      await send();
      edits.push(edit);
    }
    const lock = writeLock(fleet, edits);
    for (const { path, values } of edits) {
      process.stdout.write(`${lock.path}: ${path.join('.')} is ${values.manifest ?? values.id}\n`);
    }
  } catch (thrown) {
    if (!(thrown instanceof FindingError)) {
      throw thrown;
    }
    refuse([thrown.finding], says);
  }
}

const nothingAsked: Finding = fileFinding('--model', {
  problem: 'is missing',
  got: undefined,
  expected:
    '--model with --from, --image or --image-archive, --guard-image or --guard-archive, --agent, --gateway-image or --gateway-archive, --gateway-agent, or several of them',
  fix: 'see npx polyregion artifacts push --help',
  source: 'docs/artifacts.md',
});

const twoImages = (one: string, other: string): Finding =>
  fileFinding(one, {
    problem: `and ${other} name two images`,
    got: 'both',
    expected: 'one image: every region runs the same',
    fix: 'leave one of them out',
    source: 'docs/artifacts.md',
  });

function refuse(findings: readonly Finding[], says = 'nothing was sent'): void {
  process.stderr.write(`${findingsText(findings.filter(({ level }) => level === 'error'))}artifacts push: ${says}\n`);
  process.exitCode = 1;
}

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { agentArchive, runtimeFindings } from '../../artifacts/agent-archive';
import { fileInTar } from '../../artifacts/file-in-tar';
import { deployedRegions } from '../../artifacts/push-targets';
import { fileFinding } from '../../artifacts/weights-findings';
import { agentRuntime } from '../../catalogue/agent-runtime';
import { agentKey, artifactBucketName } from '../../contract/artifacts';
import type { Finding } from '../../contract/findings';
import { gatewayAgentKey } from '../../contract/gateway';
import type { Plan } from '../../plan/plan';
import { packageFolder } from '../package-files';
import { openBucket } from './object-store';
import type { PushOrder } from './push-order';
import { inMemory } from './push-weights';
import { TransferProgress } from './transfer-progress';
import { uploadFile } from './upload-file';

/** A program of instances: its bundle, its key in the bucket and its entry in the lock file. */
interface Program {
  readonly bundle: string;
  readonly pin: string;
  readonly key: (digest: string) => string;
}

export const agentProgram: Program = { bundle: 'dist/bundles/agent/index.js', pin: 'agent', key: agentKey };

export const gatewayProgram: Program = {
  bundle: 'dist/bundles/gateway-agent/index.js',
  pin: 'gatewayAgent',
  key: gatewayAgentKey,
};

/** A program with the Node that runs it, for every region. `runtime` is the package, where npm shall not fetch it. */
export function programOrder(plan: Plan, of: Program, runtime: string | undefined): PushOrder {
  const program = join(packageFolder(), of.bundle);
  const missing = [
    ...(existsSync(program) ? [] : [notBuilt(of.bundle)]),
    ...(runtime !== undefined && !existsSync(runtime) ? [noRuntime(runtime)] : []),
  ];
  return {
    findings: missing,
    read: async () => {
      const { path, archive } = await runtimeArchive(runtime);
      const findings = runtimeFindings(path, archive);
      const node = findings.length > 0 ? undefined : fileInTar(gunzipSync(archive), agentRuntime.program);
      const { bytes, digest } = agentArchive(node ?? Buffer.alloc(0), readFileSync(program));
      return {
        findings,
        edit: { path: [of.pin], values: { id: digest, status: 'resolved' } },
        send: async () => {
          for (const region of deployedRegions(plan)) {
            await pushProgram(plan, region, of.key(digest), bytes);
          }
        },
      };
    },
  };
}

async function pushProgram({ fleet }: Plan, region: string, key: string, bytes: Buffer): Promise<void> {
  const name = artifactBucketName({ fleet: fleet.name, account: fleet.account, region });
  const bucket = await openBucket(region, name, fleet.account);
  const progress = new TransferProgress(region, bytes.length);
  try {
    const outcome = await uploadFile(bucket, key, inMemory(bytes), (sent) => progress.moved(sent));
    progress.say(`${key} ${outcome}`);
  } finally {
    bucket.client.destroy();
  }
}

/** The package as it is, or as npm fetches it: the ordinary client, with the user's own registry and proxy. */
async function runtimeArchive(given: string | undefined): Promise<{ path: string; archive: Buffer }> {
  if (given !== undefined) {
    return { path: given, archive: readFileSync(given) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'polyregion-agent-'));
  try {
    const name = `${agentRuntime.package}@${agentRuntime.version}`;
    process.stderr.write(`fetching ${name} from npm\n`);
    await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', folder, name], { cwd: folder });
    const [file = ''] = readdirSync(folder);
    return { path: name, archive: readFileSync(join(folder, file)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const notBuilt = (bundle: string): Finding =>
  fileFinding(bundle, {
    problem: 'is missing',
    got: undefined,
    expected: 'the bundle of the program',
    fix: 'run: npm run build',
    source: 'docs/artifacts.md',
  });

const noRuntime = (path: string): Finding =>
  fileFinding('--node-archive', {
    problem: 'is no file',
    got: path,
    expected: `the package ${agentRuntime.package} ${agentRuntime.version}`,
    fix: `fetch it: npm pack ${agentRuntime.package}@${agentRuntime.version}`,
    source: 'docs/artifacts.md',
  });

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestFileName, rangesAtOnce, weightsPrefix } from '../../lib/contract/artifacts';
import type { WeightsFile } from '../../lib/contract/weights-manifest';
import { type RetryPorts, untilDone } from '../ports/retry';
import { byteRanges } from '../weights/byte-ranges';
import { LaunchFault } from '../weights/launch-fault';
import { parseManifest } from '../weights/manifest';
import { awsAnswerSeconds } from './answer-limit';
import { type ArtifactBucket, sha256Of } from './artifact-bucket';
import { hashFile } from './hash-file';
import { inParallel } from './in-parallel';

const filesAtOnce = 4;
/** A file that is not what was pinned is fetched once more: a byte may have changed on the way. */
const mostFetches = 2;

/** How the log's names of the attempts to fetch weights begin. */
export const weightsAttempts = ['manifest', 'weights file'] as const;
const [manifestAttempt, fileAttempt] = weightsAttempts;

export interface WeightsOrder {
  readonly model: string;
  readonly manifestDigest: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Brings the pinned weights to a folder, and believes no file before its digest is that of the manifest. What was proved
 * before a restart or a stop is not fetched again.
 *
 * @throws LaunchFault naming the file that is not what was pinned
 */
export async function fetchWeights(ports: RetryPorts, bucket: ArtifactBucket, order: WeightsOrder): Promise<void> {
  const prefix = weightsPrefix(order.model, order.manifestDigest);
  const text = keptManifest(order) ?? (await fetchManifest(ports, bucket, order));
  if (text === undefined) {
    return;
  }
  if (!isPinned(text, order)) {
    throw new LaunchFault('weights', 'weights', `${manifestFileName}: is not what was pinned`);
  }
  const proofs = new Proofs(order.folder);
  writeFileSync(manifestPath(order), text);
  await inParallel(parseManifest(text), filesAtOnce, async (file) => {
    if (proofs.holds(file)) {
      return;
    }
    for (let fetches = 1; ; fetches += 1) {
      const begunAt = ports.clock.now();
      await fetchFile(ports, bucket, order, `${prefix}${file.path}`, file);
      if (order.signal.aborted) {
        return;
      }
      const fetchedAt = ports.clock.now();
      if ((await hashFile(join(order.folder, file.path))) === file.sha256) {
        proofs.add(file);
        ports.log('weights file proved', {
          file: file.path,
          bytes: file.size,
          fetchSeconds: fetchedAt - begunAt,
          proofSeconds: ports.clock.now() - fetchedAt,
        });
        return;
      }
      if (fetches === mostFetches) {
        throw new LaunchFault('weights', 'weights', `${file.path}: is not what was pinned`);
      }
      ports.log('weights file fetched again', { file: file.path });
    }
  });
}

const manifestPath = ({ folder }: WeightsOrder): string => `${folder}.${manifestFileName}`;

const isPinned = (text: string, { manifestDigest }: WeightsOrder): boolean =>
  `sha256:${sha256Of(text)}` === manifestDigest;

/** As an earlier start left it: weights that were proved need no bucket to be proved again. */
function keptManifest(order: WeightsOrder): string | undefined {
  const path = manifestPath(order);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  return text !== undefined && isPinned(text, order) ? text : undefined;
}

function fetchManifest(ports: RetryPorts, bucket: ArtifactBucket, order: WeightsOrder): Promise<string | undefined> {
  const key = `${weightsPrefix(order.model, order.manifestDigest)}${manifestFileName}`;
  const ask = () => bucket.text(key, AbortSignal.any([order.signal, ports.clock.limit(awsAnswerSeconds)]));
  return untilDone(ports, manifestAttempt, ask, order.signal);
}

async function fetchFile(
  ports: RetryPorts,
  bucket: ArtifactBucket,
  { folder, signal }: WeightsOrder,
  key: string,
  { path, size }: WeightsFile,
): Promise<void> {
  const to = join(folder, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, '');
  await inParallel(byteRanges(size), Math.ceil(rangesAtOnce / filesAtOnce), async (range) => {
    await untilDone(ports, `${fileAttempt} ${path}`, () => bucket.range(key, range, to, signal), signal);
  });
}

/** Which files were proved, by size and time of their last change. */
class Proofs {
  private readonly path: string;
  private readonly proved: Record<string, string>;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = `${folder}.proved.json`;
    this.proved = existsSync(this.path) ? parseProofs(readFileSync(this.path, 'utf8')) : {};
  }

  holds(file: WeightsFile): boolean {
    return existsSync(join(this.folder, file.path)) && this.proved[file.path] === this.mark(file);
  }

  add(file: WeightsFile): void {
    this.proved[file.path] = this.mark(file);
    writeFileSync(this.path, JSON.stringify(this.proved));
  }

  private mark({ path, sha256 }: WeightsFile): string {
    const { size, mtimeMs } = statSync(join(this.folder, path));
    return `${sha256} ${size} ${mtimeMs}`;
  }
}

function parseProofs(text: string): Record<string, string> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {}; // cut by a kill: everything is proved again
  }
}

/** Whether an earlier boot has brought weights to a folder. */
export const holdsProvedWeights = (folder: string): boolean => existsSync(`${folder}.proved.json`);

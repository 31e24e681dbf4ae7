import { artifactBucketName } from '../../lib/contract/artifacts';
import { compileCacheKey, compileCacheLimits } from '../../lib/contract/compile-cache';
import { engineFlags } from '../../lib/engine/engine-flags';
import { nameOfError } from '../../programs/name-of-error';
import { cacheFolderOf } from '../engine/cache-folder';
import type { Context } from '../instance/context';
import { ArtifactBucket, sha256Of } from '../io/artifact-bucket';
import { hasEngineFolder, UnusableArchive } from '../io/code-archive';
import { type CachePlace, restoreCompiledCode, saveCompiledCode } from '../io/compile-cache';

/** The region's bucket, of this instance's own account. */
export const artifactBucket = ({ instance, parameters }: Pick<Context, 'instance' | 'parameters'>): ArtifactBucket => {
  const { account, region } = instance;
  return new ArtifactBucket(region, artifactBucketName({ fleet: parameters.fleet, account, region }), account);
};

function placeOf({ instance, parameters, settings }: Context): CachePlace {
  const flagsDigest = sha256Of(JSON.stringify(engineFlags(parameters)));
  return {
    key: compileCacheKey({ ...parameters, instanceType: instance.instanceType, flagsDigest }),
    archive: `${settings.stateFolder}/compiled-code.tar`,
  };
}

/** Brings what an earlier instance has compiled, if there is any, within the limit. Without it the engines compile. */
export async function downloadCompiledCode(context: Context, signal: AbortSignal): Promise<void> {
  const { clock, log, parameters, settings } = context;
  if (!parameters.compileCache) {
    return;
  }
  const folders = Array.from({ length: parameters.replicasPerInstance }, (_, index) => cacheFolderOf(settings, index));
  if (folders.every(hasEngineFolder)) {
    return; // a start on a disk that has them, whether S3 answers or not
  }
  const within = new AbortController();
  const late = clock.sleep(compileCacheLimits.restoreSeconds, signal).then(() => {
    within.abort();
    throw new UnusableArchive(`not within ${compileCacheLimits.restoreSeconds} s`);
  });
  const bucket = artifactBucket(context);
  const restored = restoreCompiledCode(bucket, placeOf(context), folders, within.signal);
  try {
    const found = await Promise.race([restored, late]);
    log(found ? 'compiled code restored' : 'no compiled code yet');
  } catch (thrown) {
    log('compiled code not restored', { problem: problemOf(thrown) });
  } finally {
    restored.catch(() => {}); // what loses ends unheard
    late.catch(() => {});
    await bucket.end();
  }
}

/** Leaves the first engine's compiled code for later instances, once: all engines of an instance compile the same. */
export async function uploadCompiledCode(context: Context): Promise<void> {
  const { clock, log, parameters, settings } = context;
  if (!parameters.compileCache) {
    return;
  }
  try {
    const outcome = await saveCompiledCode(
      artifactBucket(context),
      placeOf(context),
      cacheFolderOf(settings, 0),
      clock,
    );
    log('compiled code kept', { outcome });
  } catch (thrown) {
    log('compiled code not kept', { problem: problemOf(thrown) });
  }
}

const problemOf = (thrown: unknown): string =>
  thrown instanceof UnusableArchive ? thrown.message : nameOfError(thrown);

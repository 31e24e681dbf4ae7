import { type Evidence, evidenceKey, evidenceLimits } from '../../lib/contract/evidence';
import { allowedLogLines } from '../../lib/engine/allowed-log-lines';
import { nameOfError } from '../../programs/name-of-error';
import type { MadeReplica } from '../engine/make-replicas';
import type { Context } from '../instance/context';
import { sha256Of } from '../io/artifact-bucket';
import { engineLogTail } from '../io/engine-process';
import { artifactBucket } from './compile-cache';

export type EvidenceCause = Pick<Evidence, 'kind' | 'reason' | 'stage' | 'problem'>;

/**
 * Stores why the instance is given up and the end of its logs in the region's bucket: once the instance is gone, nothing
 * else tells. Where that fails or takes too long it is logged, and what follows is not held up.
 */
export async function keepEvidence(
  context: Context,
  made: readonly MadeReplica[],
  cause: EvidenceCause,
): Promise<void> {
  const { clock, log, journal, parameters, instance } = context;
  const { fleet, model } = parameters;
  const { instanceId, instanceType } = instance;
  const at = clock.date().toISOString();
  const key = evidenceKey(model, at, instanceId);
  const told: Evidence = {
    at,
    fleet,
    model,
    instanceId,
    instanceType,
    ...cause,
    agent: journal.lines
      .slice(-evidenceLimits.lines)
      .map((line) => JSON.stringify(line).slice(0, evidenceLimits.lineCharacters)),
    engines: made.map(({ spec, replica }) => ({
      port: replica.port,
      lines: allowedLogLines(engineLogTail(spec), evidenceLimits.lines),
    })),
  };
  const text = JSON.stringify(told);
  const bucket = artifactBucket(context);
  try {
    const content = (async function* () {
      yield Buffer.from(text);
    })();
    const archive = { bytes: Buffer.byteLength(text), sha256: sha256Of(text), content };
    await bucket.create(key, archive, clock.limit(evidenceLimits.seconds));
    log('evidence kept', { key });
  } catch (thrown) {
    log('evidence not kept', { problem: nameOfError(thrown) });
  } finally {
    await bucket.end();
  }
}

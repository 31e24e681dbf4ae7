import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { nameOfError } from '../../programs/name-of-error';
import { throughProxy } from '../../programs/through-proxy';
import type { Context } from '../instance/context';
import { untilDone } from '../ports/retry';
import { awsAnswerSeconds } from './answer-limit';

/** What the log calls the attempt to read it. */
export const saltSecret = 'cache salt secret';

/** 256 bits in base64url. */
const leastCharacters = 43;

class SecretTooShort extends Error {
  override name = 'SecretTooShort';
}

/**
 * The region's secret for cache salts. It is kept beside the agent's state, for root alone, so that a restarted agent
 * serves although Secrets Manager does not answer.
 */
export async function cacheSaltSecret(context: Context): Promise<string> {
  const { settings, parameters, instance } = context;
  const path = join(settings.stateFolder, 'cache-salt');
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (kept.length >= leastCharacters) {
    return kept;
  }
  const client = new SecretsManagerClient({ region: instance.region, ...throughProxy(process.env) });
  const secret = await untilDone(context, saltSecret, async () => {
    const { SecretString = '' } = await client.send(
      new GetSecretValueCommand({ SecretId: parameters.cacheSaltSecretName }),
      { abortSignal: context.clock.limit(awsAnswerSeconds) },
    );
    if (SecretString.length < leastCharacters) {
      throw new SecretTooShort();
    }
    return SecretString;
  });
  try {
    writeFileSync(`${path}.draft`, secret ?? '', { mode: 0o600, flush: true });
    renameSync(`${path}.draft`, path);
  } catch (thrown) {
    context.log('cache salt not kept', { problem: nameOfError(thrown) });
  }
  return secret ?? '';
}

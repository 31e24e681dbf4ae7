import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from '../context';
import { untilDone } from '../retry';

/**
 * The region's secret for cache salts. It is kept beside the agent's state, for root alone, so that a restarted agent
 * serves although Secrets Manager does not answer.
 */
export async function cacheSaltSecret(context: Context): Promise<string> {
  const { settings, parameters, instance } = context;
  const path = join(settings.stateFolder, 'cache-salt');
  if (existsSync(path)) {
    return readFileSync(path, 'utf8');
  }
  const client = new SecretsManagerClient({ region: instance.region });
  const secret = await untilDone(context, 'cache salt secret', async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: parameters.cacheSaltSecretName }));
    if (SecretString === undefined || SecretString === '') {
      throw new Error('the secret is empty');
    }
    return SecretString;
  });
  writeFileSync(`${path}.draft`, secret ?? '', { mode: 0o600 });
  renameSync(`${path}.draft`, path);
  return secret ?? '';
}

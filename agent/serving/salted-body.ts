import type { Task } from '../../lib/contract/tasks';
import { bearerClaims } from './bearer-claims';
import { cacheSalt, type SaltKey, withCacheSalt } from './cache-salt';

/** What goes to the engine, or the status with which the agent refuses. */
export type SaltedBody = { readonly body: string } | { readonly status: 400 };

export interface ClientRequest {
  readonly text: string;
  readonly authorization: string | undefined;
  readonly nonce: string;
}

/** Only generation reuses what it has read of other prompts. */
export const needsSalt = (task: Task): boolean => task === 'generate';

/** The client's body with the salt of its tenant. Refused is what is no JSON object: an engine could read it otherwise. */
export function saltedBody(key: SaltKey, { text, authorization, nonce }: ClientRequest): SaltedBody {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { status: 400 };
    }
    const body = value as Record<string, unknown>;
    const salt = cacheSalt(key, { claims: bearerClaims(authorization), clientSalt: body.cache_salt, nonce });
    return { body: JSON.stringify(withCacheSalt(body, salt)) };
  } catch (thrown) {
    if (thrown instanceof RangeError) {
      throw thrown;
    }
    return { status: 400 };
  }
}

import { jsonObject } from '../../lib/contract/json-object';
import type { Task } from '../../lib/contract/tasks';
import { responsesPath } from '../../lib/engine/api-routes';
import { type AdapterTenants, mayUseModel } from './adapter-tenants';
import { bearerClaims } from './bearer-claims';
import { cacheSalt, type SaltKey, withCacheSalt } from './cache-salt';
import { statefulField, withoutStore } from './stateless-responses';

/** Why the agent refuses a request. The message, if there is one, is for the client. */
export interface Refusal {
  readonly status: 400 | 404;
  readonly message?: string;
}

/** What goes to the engine, or the refusal. */
export type AdmittedBody = { readonly body: string } | Refusal;

export interface BodyRules {
  /** Undefined where the model's prompts are not reused. */
  readonly saltKey: SaltKey | undefined;
  readonly adapters: AdapterTenants;
}

export interface ClientRequest {
  readonly path: string;
  readonly text: string;
  readonly authorization: string | undefined;
  readonly nonce: string;
}

/** Only generation reuses what it has read of other prompts. */
export const needsSalt = (task: Task): boolean => task === 'generate';

/**
 * The client's body as the engine may have it: with the salt of its tenant, for a model that the tenant may use, and
 * without a word about what engines would have to keep. A body that is no JSON object is refused, because an engine could
 * read it otherwise.
 */
export function admittedBody(rules: BodyRules, { path, text, authorization, nonce }: ClientRequest): AdmittedBody {
  const body = jsonObject(text);
  if (body === undefined) {
    return { status: 400 };
  }
  const claims = bearerClaims(authorization);
  if (!mayUseModel(rules.adapters, body.model, claims)) {
    return { status: 404, message: 'model: no such model; GET /v1/models lists the models' };
  }
  const stateful = path === responsesPath ? statefulField(body) : undefined;
  if (stateful !== undefined) {
    return { status: 400, message: stateful };
  }
  const kept = path === responsesPath ? withoutStore(body) : body;
  try {
    const { saltKey } = rules;
    const salted =
      saltKey === undefined
        ? kept
        : withCacheSalt(kept, cacheSalt(saltKey, { claims, clientSalt: body.cache_salt, nonce }));
    return { body: JSON.stringify(salted) };
  } catch (thrown) {
    // A body that is nested too deep can be read, but not written again.
    if (thrown instanceof TypeError || thrown instanceof RangeError) {
      return { status: 400 };
    }
    throw thrown;
  }
}

import { jsonObject } from '../../lib/contract/json-object';
import { type AdapterTenants, mayUseModel } from './adapter-tenants';
import type { VerifiedClaims } from './bearer-claims';

/**
 * The engine's answer to `GET /v1/models` for one tenant: without the adapters that others alone may use. A tenant that cannot
 * use a model does not learn its name.
 *
 * @param answer text of the engine's answer
 * @returns undefined where the answer is no list of models
 */
export function listedModels(
  adapters: AdapterTenants,
  claims: VerifiedClaims | undefined,
  answer: string,
): string | undefined {
  const list = jsonObject(answer);
  if (list === undefined || !Array.isArray(list.data)) {
    return undefined;
  }
  const data = list.data.filter((model: unknown) => mayUseModel(adapters, idOf(model), claims));
  return JSON.stringify({ ...list, data });
}

const idOf = (model: unknown): unknown =>
  typeof model === 'object' && model !== null ? (model as { readonly id?: unknown }).id : undefined;

import type { CellParameters } from '../../lib/contract/cell-parameters';
import { luaText } from '../../lib/contract/lua-text';
import { responsesPath } from '../../lib/engine/api-routes';

/** What the script reads besides its requests. */
export interface GuardRules {
  /** Secret of the region, undefined where the model's prompts are not reused. */
  readonly secret: string | undefined;
  readonly parameters: Pick<CellParameters, 'tenantClaim' | 'adapterTenants'>;
  readonly mostBodyBytes: number;
}

const luaTable = (entries: readonly (readonly [string, string])[]): string =>
  `{ ${entries.map(([name, value]) => `[${luaText(name)}] = ${value}`).join(', ')} }`;

/** The rules as the script's first statement. */
export function rulesText({ secret, parameters, mostBodyBytes }: GuardRules): string {
  const { tenantClaim, adapterTenants = [] } = parameters;
  const adapters = adapterTenants.map(
    ({ name, tenants }) => [name, luaTable(tenants.map((tenant) => [tenant, 'true']))] as const,
  );
  return `local rules = ${luaTable([
    ['stateless_path', luaText(responsesPath)],
    ['most_bytes', String(mostBodyBytes)],
    ...(secret === undefined ? [] : [['salt_key', luaText(Buffer.from(secret).toString('base64'))] as const]),
    ...(tenantClaim === undefined ? [] : [['claim', luaText(tenantClaim)] as const]),
    ...(adapters.length === 0 ? [] : [['adapters', luaTable(adapters)] as const]),
  ])}\n`;
}

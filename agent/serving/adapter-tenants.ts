import { tenantOf, type VerifiedClaims } from './bearer-claims';

/** LoRA adapters that only some tenants may use. Every other model name is for all tenants. */
export interface AdapterTenants {
  /** Claim of the clients' tokens that tells tenants apart; undefined where no token is checked. */
  readonly tenantClaim: string | undefined;
  readonly adapters: readonly { readonly name: string; readonly tenants: readonly string[] }[];
}

/** Whether a tenant may ask for the model that its body names. A body without a name asks for the model itself. */
export function mayUseModel(
  { tenantClaim, adapters }: AdapterTenants,
  model: unknown,
  claims: VerifiedClaims | undefined,
): boolean {
  const adapter = adapters.find(({ name }) => name === model);
  const tenant = tenantOf(claims, tenantClaim);
  return adapter === undefined || (typeof tenant === 'string' && adapter.tenants.includes(tenant));
}

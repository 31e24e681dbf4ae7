import { gatewayInstanceType, gatewayInstanceTypesProvenance } from '../../catalogue/gateway-instance-types';
import { gpuInstanceType, instanceTypesProvenance } from '../../catalogue/instance-types';
import type { Provenance } from '../../catalogue/provenance';
import { onDemandQuota, type Quota, spotQuota } from '../../catalogue/quotas';
import type { HolderKind } from '../../contract/holder-kinds';
import type { Purchase } from '../../contract/pools';
import { derived, type Figure, published } from '../../figures/figure';
import { type CapacityHolder, purposeOf } from './holder';

/** What the account must be allowed to run in one region before the fleet can reach its maximum. */
export interface QuotaNeed {
  readonly region: string;
  readonly quotaCode: string;
  readonly quotaName: string;
  readonly vcpus: Figure;
}

interface Term {
  readonly holder: CapacityHolder;
  readonly vcpus: number;
}

type QuotaOf = (instanceType: string) => Quota | undefined;

/** The quota that counts an instance type; prepaid instances count against none. */
const quotaOfPurchase: Readonly<Record<Purchase, QuotaOf>> = {
  'on-demand': onDemandQuota,
  spot: spotQuota,
  prepaid: () => undefined,
};

/** Every holder at its maximum and being replaced, all of it the allowed type with the most vCPUs of that quota. */
export function quotaNeeds(holders: readonly CapacityHolder[]): QuotaNeed[] {
  const needs = new Map<string, { region: string; quota: Quota; terms: Term[] }>();
  for (const holder of holders) {
    const { region, instanceTypes, purchase } = holder;
    for (const [quota, vcpus] of largestByQuota(instanceTypes, quotaOfPurchase[purchase])) {
      const key = `${region} ${quota.code}`;
      const need = needs.get(key) ?? { region, quota, terms: [] };
      need.terms.push({ holder, vcpus });
      needs.set(key, need);
    }
  }
  return [...needs.values()].map(({ region, quota, terms }) => ({
    region,
    quotaCode: quota.code,
    quotaName: quota.name,
    vcpus: derived(
      terms.reduce((sum, term) => sum + instancesOf(term) * term.vcpus, 0),
      'vCPUs',
      terms
        .map(({ holder, vcpus }) => {
          const { maxInstances, surgeInstances } = holder;
          const surge = surgeInstances.value === 0 ? '' : ` + ${surgeInstances.value} while replaced`;
          return `(${maxInstances.value}${surge}) × ${vcpus} vCPUs for ${purposeOf(holder)}`;
        })
        .join(' + '),
      {
        from: terms.flatMap(({ holder, vcpus }) => [
          holder.maxInstances,
          holder.surgeInstances,
          published(vcpus, 'vCPUs', provenances[holder.kind]),
        ]),
      },
    ),
  }));
}

const vcpusOf = (name: string): number => (gpuInstanceType(name) ?? gatewayInstanceType(name))?.vcpus ?? 0;

const provenances: Readonly<Record<HolderKind, Provenance>> = {
  'cell-pool': instanceTypesProvenance,
  gateway: gatewayInstanceTypesProvenance,
};

const instancesOf = ({ holder }: Term): number => holder.maxInstances.value + holder.surgeInstances.value;

function largestByQuota(instanceTypes: readonly string[], quotaOf: QuotaOf): Map<Quota, number> {
  const largest = new Map<Quota, number>();
  for (const name of instanceTypes) {
    const quota = quotaOf(name);
    if (quota !== undefined) {
      largest.set(quota, Math.max(largest.get(quota) ?? 0, vcpusOf(name)));
    }
  }
  return largest;
}

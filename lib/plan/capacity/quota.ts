import { gpuInstanceType, instanceTypesProvenance } from '../../catalogue/instance-types';
import { onDemandQuota, type Quota, spotQuota } from '../../catalogue/quotas';
import { derived, type Figure, published } from '../../figures/figure';
import type { CellPlan } from './cell';
import type { PoolPlan } from './pools';

/** What the account must be allowed to run in one region before the fleet can reach its maximum. */
export interface QuotaNeed {
  readonly region: string;
  readonly quotaCode: string;
  readonly quotaName: string;
  readonly vcpus: Figure;
}

interface Term {
  readonly cell: CellPlan;
  readonly pool: PoolPlan;
  readonly vcpus: number;
}

/** Every group at its maximum and being replaced, all of its allowed type with the most vCPUs of that quota. */
export function quotaNeeds(cells: readonly CellPlan[]): QuotaNeed[] {
  const needs = new Map<string, { region: string; quota: Quota; terms: Term[] }>();
  for (const cell of cells) {
    for (const pool of cell.pools.filter(({ purchase }) => purchase !== 'prepaid')) {
      const quotaOf = pool.purchase === 'spot' ? spotQuota : onDemandQuota;
      for (const [quota, vcpus] of largestByQuota(cell.instanceTypes, quotaOf)) {
        const key = `${cell.region} ${quota.code}`;
        const need = needs.get(key) ?? { region: cell.region, quota, terms: [] };
        need.terms.push({ cell, pool, vcpus });
        needs.set(key, need);
      }
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
        .map((term) => {
          const { cell, pool, vcpus } = term;
          const surge = pool.surgeInstances.value === 0 ? '' : ` + ${pool.surgeInstances.value} while replaced`;
          return `(${pool.maxInstances.value}${surge}) × ${vcpus} vCPUs for ${cell.model}`;
        })
        .join(' + '),
      {
        from: terms.flatMap(({ pool, vcpus }) => [
          pool.maxInstances,
          pool.surgeInstances,
          published(vcpus, 'vCPUs', instanceTypesProvenance),
        ]),
      },
    ),
  }));
}

const instancesOf = ({ pool }: Term): number => pool.maxInstances.value + pool.surgeInstances.value;

function largestByQuota(
  instanceTypes: readonly string[],
  quotaOf: (instanceType: string) => Quota | undefined,
): Map<Quota, number> {
  const largest = new Map<Quota, number>();
  for (const name of instanceTypes) {
    const quota = quotaOf(name);
    if (quota !== undefined) {
      largest.set(quota, Math.max(largest.get(quota) ?? 0, gpuInstanceType(name)?.vcpus ?? 0));
    }
  }
  return largest;
}

import { gpuInstanceType, instanceTypesProvenance } from '../catalogue/instance-types';
import { onDemandQuota, type Quota } from '../catalogue/quotas';
import type { CellPlan } from './cell';
import { derived, type Figure, published } from './figure';

/** What the account must be allowed to run in one region before the fleet can reach its maximum. */
export interface QuotaNeed {
  readonly region: string;
  readonly quotaCode: string;
  readonly quotaName: string;
  readonly vcpus: Figure;
}

/** Every group at its maximum, all of its allowed type with the most vCPUs of that quota. */
export function quotaNeeds(cells: readonly CellPlan[]): QuotaNeed[] {
  const needs = new Map<string, { region: string; quota: Quota; terms: { cell: CellPlan; vcpus: number }[] }>();
  for (const cell of cells) {
    for (const [quota, vcpus] of largestByQuota(cell.instanceTypes)) {
      const key = `${cell.region} ${quota.code}`;
      const need = needs.get(key) ?? { region: cell.region, quota, terms: [] };
      need.terms.push({ cell, vcpus });
      needs.set(key, need);
    }
  }
  return [...needs.values()].map(({ region, quota, terms }) => ({
    region,
    quotaCode: quota.code,
    quotaName: quota.name,
    vcpus: derived(
      terms.reduce((sum, { cell, vcpus }) => sum + cell.maxInstances.value * vcpus, 0),
      'vCPUs',
      terms.map(({ cell, vcpus }) => `${cell.maxInstances.value} × ${vcpus} vCPUs for ${cell.model}`).join(' + '),
      {
        from: terms.flatMap(({ cell, vcpus }) => [
          cell.maxInstances,
          published(vcpus, 'vCPUs', instanceTypesProvenance),
        ]),
      },
    ),
  }));
}

function largestByQuota(instanceTypes: readonly string[]): Map<Quota, number> {
  const largest = new Map<Quota, number>();
  for (const name of instanceTypes) {
    const quota = onDemandQuota(name);
    if (quota !== undefined) {
      largest.set(quota, Math.max(largest.get(quota) ?? 0, gpuInstanceType(name)?.vcpus ?? 0));
    }
  }
  return largest;
}

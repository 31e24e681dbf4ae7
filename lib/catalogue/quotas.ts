/** A limit on the vCPUs that run at once in one region. Filed per account and region, before launch. */
export interface Quota {
  readonly code: string;
  readonly name: string;
  /** Instance families that count against it, by the letters before the generation. */
  readonly families: readonly string[];
}

/**
 * On-demand quotas of GPU families.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html codes as public repositories use them, one verified on 2026-07-27
 */
const quotas: readonly Quota[] = [
  { code: 'L-417A185B', name: 'Running On-Demand P instances', families: ['p'] },
  { code: 'L-DB2E81BA', name: 'Running On-Demand G and VT instances', families: ['g', 'vt'] },
];

/** The quota that an instance type counts against, by its family. */
export function onDemandQuota(instanceType: string): Quota | undefined {
  const family = /^[a-z]+/.exec(instanceType)?.[0] ?? '';
  return quotas.find(({ families }) => families.includes(family));
}

/** A limit on the vCPUs that run at once in one region. An account requests an increase for each region before launch. */
export interface Quota {
  readonly code: string;
  readonly name: string;
  /** Instance types that count against the quota. */
  readonly types: RegExp;
}

/**
 * On-demand quotas of GPU families, and of the families of gateways.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html codes as public repositories use them, one verified on 2026-07-27
 */
const onDemandQuotas: readonly Quota[] = [
  { code: 'L-417A185B', name: 'Running On-Demand P instances', types: /^p/ },
  { code: 'L-DB2E81BA', name: 'Running On-Demand G and VT instances', types: /^(g|vt)/ },
  {
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    types: /^([acdimrtz]\d|h1)/,
  },
];

/**
 * Spot quotas of GPU families. They are 0 in a new account until it requests an increase.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-limits.html names; codes as public repositories use them, read 2026-11-23
 */
const spotQuotas: readonly Quota[] = [
  { code: 'L-3819A6DF', name: 'All G and VT Spot Instance Requests', types: /^(g|vt)/ },
  { code: 'L-7212CCBC', name: 'All P4, P3 and P2 Spot Instance Requests', types: /^p[234]/ },
  { code: 'L-C4BD4855', name: 'All P5 Spot Instance Requests', types: /^p5/ },
];

/** The quota that an instance type counts against, by its family. */
export const onDemandQuota = (instanceType: string): Quota | undefined =>
  onDemandQuotas.find(({ types }) => types.test(instanceType));

/** The spot quota that an instance type counts against; undefined where the catalogue does not know it. */
export const spotQuota = (instanceType: string): Quota | undefined =>
  spotQuotas.find(({ types }) => types.test(instanceType));

import { loadBalancerQuotas } from '../../catalogue/load-balancer';
import { error, type Finding } from '../../contract/findings';
import { listenerRulesPerWorkload } from '../../engine/api-routes';
import type { EdgePlan } from './edge';

/** Every workload of a region has its rules and its certificate on the region's one load balancer. */
export const maxWorkloadsPerRegion = Math.min(
  Math.floor(loadBalancerQuotas.rules / listenerRulesPerWorkload),
  loadBalancerQuotas.certificates,
);

interface EdgeParts {
  readonly regions: readonly { readonly region: string; readonly edge: EdgePlan }[];
  readonly workloads: readonly { readonly regions: readonly string[] }[];
}

/** What the load balancer of a region and its firewall cannot do. */
export const edgeFindings = (plan: EdgeParts): Finding[] => [...tooManyWorkloads(plan), ...checkersRefused(plan)];

const tooManyWorkloads = ({ regions, workloads }: EdgeParts): Finding[] =>
  regions.flatMap(({ region }) => {
    const here = workloads.filter((workload) => workload.regions.includes(region)).length;
    return here <= maxWorkloadsPerRegion
      ? []
      : [
          error(['workloads'], {
            problem: `are too many in ${region} for one load balancer, with ${listenerRulesPerWorkload} rules and a certificate each`,
            got: here,
            expected: `at most ${maxWorkloadsPerRegion} (${loadBalancerQuotas.rules} rules, ${loadBalancerQuotas.certificates} certificates)`,
            fix: 'split the fleet in two',
            source: 'Quotas for your Application Load Balancers, Elastic Load Balancing',
          }),
        ];
  });

const checkersRefused = ({ regions }: EdgeParts): Finding[] => {
  const [short] = regions.filter(({ edge }) => edge.requestsPerClient.value < edge.checksPerChecker.value);
  return short === undefined
    ? []
    : [
        error(['access', 'requestsPer5MinutesPerClient'], {
          problem: `refuses the DNS health checkers of ${short.region}, which would then count as lost`,
          got: short.edge.requestsPerClient.value,
          expected: `at least ${short.edge.checksPerChecker.value} (${short.edge.checksPerChecker.source})`,
          fix: 'raise it, or leave it out',
          source: 'docs/decisions/0013',
        }),
      ];
};

import { workloadHostName } from '../contract/names';
import { error, type Finding, warning } from '../fleet/findings';
import type { Fleet } from '../fleet/fleet';
import { isNone } from '../fleet/schema';
import { detection } from './failover';
import type { Plan } from './plan';

const source = 'plan: docs/plan.md';

const usd = (value: number): string => `${Math.round(value).toLocaleString('en-US')} USD/month`;

/** What the finished plan says against the fleet file that it came from. */
export function planFindings(fleet: Fleet, plan: Plan): Finding[] {
  return [
    ...budgetFindings(plan),
    ...fleet.workloads.flatMap((_, index) => promiseFindings(fleet, plan, index)),
    ...hostNameFindings(plan),
    ...groupSizeFindings(fleet, plan),
  ];
}

function budgetFindings({ phases }: Plan): Finding[] {
  return phases.flatMap(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth }) => {
    const path = ['budgetsUsdPerMonth', phase];
    if (budgetUsdPerMonth === undefined || worstCaseUsdPerMonth.value <= budgetUsdPerMonth.value) {
      return [];
    }
    const over = expectedUsdPerMonth.value > budgetUsdPerMonth.value ? expectedUsdPerMonth : undefined;
    const fault = {
      got: budgetUsdPerMonth.value,
      expected: `at least ${usd((over ?? worstCaseUsdPerMonth).value)}`,
      fix: 'raise the budget, lower the demand or the group sizes',
      source,
    };
    return over === undefined
      ? [warning(path, { problem: 'does not cover the worst case, every group at its maximum', ...fault })]
      : [error(path, { problem: 'does not cover the expected cost', ...fault })];
  });
}

/**
 * A certificate's first name is its common name.
 *
 * @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html DomainName: at most 64 octets
 */
const maxCommonNameCharacters = 64;

const hostNameFindings = ({ workloads, fleet }: Plan): Finding[] =>
  workloads.flatMap(({ name, jurisdiction }, index) => {
    const hostName = workloadHostName({ workload: name, jurisdiction, domain: fleet.domain });
    return hostName.length <= maxCommonNameCharacters
      ? []
      : [
          error(['workloads', index, 'name'], {
            problem: `gives a host name of ${hostName.length} characters, too long for a certificate`,
            got: hostName,
            expected: `at most ${maxCommonNameCharacters} characters`,
            fix: 'shorten the name, the jurisdiction or the domain',
            source: 'AWS Certificate Manager, RequestCertificate',
          }),
        ];
  });

const groupSizeFindings = (fleet: Fleet, { cells }: Plan): Finding[] =>
  fleet.models.flatMap(({ name }, index) => {
    const cell = cells.find(
      ({ model, minInstances, maxInstances }) => model === name && maxInstances.value < minInstances.value,
    );
    return cell === undefined
      ? []
      : [
          error(['models', index, 'instancesPerRegion', 'max'], {
            problem: `is below the minimum that ${cell.region} needs`,
            got: cell.maxInstances.value,
            expected: `at least ${cell.minInstances.value} (${cell.minInstances.source})`,
            fix: 'raise it, or promise less',
            source,
          }),
        ];
  });

function promiseFindings(fleet: Fleet, plan: Plan, index: number): Finding[] {
  const { failover } = fleet.workloads[index] as Fleet['workloads'][number];
  const planned = plan.workloads[index]?.failover;
  if (planned === undefined || isNone(failover)) {
    return [];
  }
  return planned.survivors
    .filter(({ shareOfPeak }) => shareOfPeak.value < failover.survivorsShareRatio)
    .map(({ lostRegion, shareOfPeak }) =>
      error(['workloads', index, 'failover', 'survivorsShareRatio'], {
        problem: `is not kept after losing ${lostRegion}`,
        got: failover.survivorsShareRatio,
        expected: `at most ${shareOfPeak.value.toFixed(2)} with these group sizes (${shareOfPeak.source})`,
        fix: 'raise models[].instancesPerRegion.min, or promise less and shed the rest',
        source,
      }),
    );
}

/** What needs no plan of the capacity: whether DNS failover is fast enough. */
export const recoveryFindings = (fleet: Fleet): Finding[] =>
  fleet.workloads.flatMap(({ failover }, index) => {
    const { recoverySeconds } = detection();
    return isNone(failover) || recoverySeconds.value <= failover.recoverySeconds
      ? []
      : [
          error(['workloads', index, 'failover', 'recoverySeconds'], {
            problem: 'is shorter than DNS failover takes',
            got: failover.recoverySeconds,
            expected: `at least ${recoverySeconds.value} s (${recoverySeconds.source})`,
            fix: 'relax the objective',
            source,
          }),
        ];
  });

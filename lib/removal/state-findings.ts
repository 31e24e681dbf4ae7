import { error, type Finding } from '../contract/findings';
import { isChanging, lastHostNames, type RegionState } from './region-state';

const source = 'docs/regions.md';

const of = (path: string, fault: Omit<Parameters<typeof error>[1], 'source'>): Finding => ({
  ...error([], { ...fault, source }),
  path,
});

/** Finds reasons in AWS against the removal of a region, before the first step. */
export function stateFindings(
  { stacks, healthChecks }: Pick<RegionState, 'stacks' | 'healthChecks'>,
  region: string,
): Finding[] {
  return [
    ...stacks
      .filter(({ isProtected }) => isProtected)
      .map(({ name }) =>
        of(name, {
          problem: 'is protected from deletion',
          got: 'termination protection',
          expected: 'a stack that may be deleted',
          fix: `if it is meant to go: aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${name} --region ${region}`,
        }),
      ),
    ...stacks
      .filter((stack) => isChanging(stack) && stack.status !== 'DELETE_IN_PROGRESS')
      .map(({ name, status }) =>
        of(name, {
          problem: 'is being changed',
          got: status,
          expected: 'a stack without a deployment in progress',
          fix: 'run it again once that is done',
        }),
      ),
    ...lastHostNames(healthChecks, region).map((hostName) =>
      of(hostName, {
        problem: `would have no answer without ${region}`,
        got: 'no other region that DNS may answer with',
        expected: 'another region, deployed, not withdrawn and answering its health check',
        fix: 'deploy or mend another region first',
      }),
    ),
  ];
}

export const accountFinding = (got: string, expected: string): Finding =>
  of('account', {
    problem: 'is not the account of these credentials',
    got,
    expected,
    fix: "use credentials of the fleet's account (AWS_PROFILE, aws sso login)",
  });

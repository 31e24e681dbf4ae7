import { expect, test } from 'vitest';
import { edit, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

/** The small fleet of one region, with a model of 8 × 10⁹ parameters in 16 bits, on another type. */
function onType(instanceType: string, region: string, tensorParallel: number): string {
  const moved = readText('fleets/small-team.yaml')
    .replaceAll('us-east-2', region)
    .replace('tensorParallel: 1', `tensorParallel: ${tensorParallel}`)
    .replace('precision: fp8', 'precision: bf16')
    .replace(
      'timeToFirstTokenSeconds: 3, timePerOutputTokenSeconds: 0.1',
      'timeToFirstTokenSeconds: 30, timePerOutputTokenSeconds: 1',
    )
    .replace('serving: 5000', 'serving: 9000000');
  return edit(
    moved,
    '[g6e.2xlarge, g6e.4xlarge]',
    `[${instanceType}], zones: { one: any will do, owner: us@example.com }`,
  );
}

test.each([
  ['g4dn.12xlarge', 'us-west-2', 4, 'T4'],
  ['g5.12xlarge', 'us-east-2', 4, 'A10G'],
  ['g6.12xlarge', 'us-east-2', 4, 'L4'],
  ['g6e.xlarge', 'us-east-2', 1, 'L40S'],
  ['p4d.24xlarge', 'us-east-2', 8, 'A100'],
  ['p4de.24xlarge', 'us-west-2', 8, 'A100'],
  ['g7e.2xlarge', 'us-east-2', 1, 'RTX-PRO-SERVER-6000'],
  ['p5.4xlarge', 'us-east-2', 1, 'H100'],
  ['p5en.48xlarge', 'us-east-2', 8, 'H200'],
  ['p6-b200.48xlarge', 'us-east-2', 8, 'B200'],
  ['p6-b300.48xlarge', 'us-west-2', 8, 'B300'],
])('%s in %s is planned', (instanceType, region, tensorParallel, gpu) => {
  const { plan, findings } = planOf(onType(instanceType, region, tensorParallel));

  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(plan?.workloads[0]?.types[0]).toMatchObject({ instanceType, gpu });
});

test('a GPU whose peaks nothing publishes is refused, not guessed', () => {
  const { plan, findings } = planOf(onType('g7.2xlarge', 'us-east-2', 1));

  expect(plan).toBeUndefined();
  expect(findings.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('no source that this project has read states how fast the RTX-PRO-4500 computes'),
  );
});

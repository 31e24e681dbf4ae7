import { describe, expect, inject, test } from 'vitest';
import { checkDeployment } from '../../local/deploy/check-deployment';
import { coverage, heldRatio } from '../../local/deploy/coverage';

const ministack = inject('ministack');
const moto = inject('moto');

describe.each([ministack, moto])('the default fleet on $emulator', (deployed) => {
  test('is there, resource by resource and output by output, and no request failed', async () => {
    expect(await checkDeployment({ ...deployed, server: deployed })).toEqual([]);
  });
});

test('how much of the fleet stands in an emulator is as it was reviewed', () => {
  const types = coverage({ ministack: ministack.stacks, moto: moto.stacks });

  expect(heldRatio(types)).toBeGreaterThanOrEqual(0.8);
  expect(
    Object.fromEntries(types.map(({ type, resources, held }) => [type, `${held} of ${resources}`])),
  ).toMatchSnapshot();
});

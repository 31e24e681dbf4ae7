import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TwoRegions } from '../support/gateway/two-regions';
import { ask } from '../support/gateway/client';

let regions: TwoRegions;
beforeAll(async () => { regions = await TwoRegions.start(); });
afterAll(() => regions?.stop());
beforeEach(() => regions.heal());

test('own', async () => {
  const a = await ask(regions, { stream: true });
  console.log(a, regions.here.program.log().slice(-3000));
  console.log(await ask(regions, {}));
  await regions.control({ queueFull: true }, 'first', 'second');
  console.log(await ask(regions, { stream: true }));
  console.log(await ask(regions, { stream: false }));
  await regions.control({ queueFull: true }, 'sibling');
  console.log(await ask(regions, { stream: true }));
  await regions.control({ queueFull: true }, 'small');
  console.log(await ask(regions, { stream: true }));
  console.log(await regions.provider.control({}));
  await regions.provider.control({ status: 500 });
  console.log(await ask(regions, { stream: true }));
  console.log(regions.here.program.log().slice(-3000));
  expect(1).toBe(1);
});

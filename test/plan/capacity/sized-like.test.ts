import { expect, test } from 'vitest';
import { assumed } from '../../../lib/figures/figure';
import type { CellPlan } from '../../../lib/plan/capacity/cell';
import { sizedLike } from '../../../lib/plan/capacity/sized-like';

const instances = (count: number) => assumed(count, 'instances', 'of a test');

const cell = (min: number, own: number, simulated?: readonly [running: number, arithmetic: number]): CellPlan =>
  ({
    model: 'chat',
    region: 'us-east-1',
    minInstances: instances(min),
    ownInstances: instances(own),
    ...(simulated && {
      simulated: {
        confidence: 'central',
        arithmeticInstances: instances(simulated[1]),
        decided: { running: instances(simulated[0]), grown: instances(simulated[0]) },
        kept: [],
      },
    }),
  }) as unknown as CellPlan;

test("a cell keeps today's ratio of simulated to arithmetic instances, rounded up", () => {
  const [sized] = sizedLike([cell(2, 1, [2, 3])], [cell(20, 10)]);

  expect(sized?.fewest.central).toEqual({ own: 7, running: 14, grown: 14 });
  expect(sized?.fewest.cautious).toEqual(sized?.fewest.central);
});

test('a cell that was not simulated keeps its arithmetic', () => {
  expect(sizedLike([cell(2, 1)], [cell(20, 10)])).toEqual([]);
});

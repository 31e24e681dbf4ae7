import { expect, test } from 'vitest';
import { assumed } from '../../lib/figures/figure';
import type { IdleWorkPlan } from '../../lib/plan/idle/idle-work';
import { never } from '../../lib/plan/idle/slowest-finish';
import { idleSentences } from '../../lib/report/idle-sentences';
import { validPlan } from '../support/fleets';

const [work] = validPlan('fleets/vision.yaml').idleWork as [IdleWorkPlan];
const { savedUsdPerMonth: _, ...unsaved } = work;
const hours = (count: number) => assumed(count * 3600, 's', 'of the test');

test('one sentence says when the work is done, what was promised, what it saves, and that it is not deployed', () => {
  const saved = { ...work, doneAfterSeconds: hours(1.5), savedUsdPerMonth: assumed(1234, 'USD/month', 'of the test') };

  expect(idleSentences([saved])).toEqual([
    'summaries runs on what qwen-vl leaves idle: done in 1 h 30 min (promised 24 h), saving about 1,230 USD a month; counted, not deployed yet.',
  ]);
});

test('work that is never done, and that no instances of its own could do, is said so', () => {
  expect(idleSentences([{ ...unsaved, doneAfterSeconds: assumed(never, 's', 'of the test') }])).toEqual([
    'summaries runs on what qwen-vl leaves idle: never done (promised 24 h); counted, not deployed yet.',
  ]);
});

test('a fleet without such work says nothing', () => {
  expect(idleSentences(validPlan('fleets/chat.yaml').idleWork)).toEqual([]);
});

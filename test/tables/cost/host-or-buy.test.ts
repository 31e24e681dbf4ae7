import { expect, test } from 'vitest';
import { requestCostBars } from '../../../lib/tables/charts/request-cost-bars';
import { hostOrBuyTable } from '../../../lib/tables/cost/host-or-buy';
import { validPlan } from '../../support/fleets';

const plan = validPlan('fleet.yaml');

test('each workload has its hosted costs, then every offer', () => {
  const { rows } = hostOrBuyTable(plan);
  const of = (workload: string) =>
    rows.filter(([name]) => name === workload).map(([, way, where]) => `${way} ${where}`);

  expect(of('documents')).toEqual([
    'hosted, as planned eu-central-1, eu-north-1',
    'hosted, every replica busy eu-central-1, eu-north-1',
    'DeepInfra, on-demand not said',
    'OpenRouter, on-demand not said',
  ]);
  expect(of('summaries').slice(2)).toEqual([
    'Amazon Bedrock, batch us-west-2',
    'Amazon Bedrock, batch us inference profile',
  ]);
});

test('the chart shows a thousand requests of what is sold inside', () => {
  const [bars] = requestCostBars(plan);

  expect(bars?.rows.map(({ name }) => name)).toEqual([['chat'], ['summaries']]);
  // (2,000 + 300) tokens × 0.11 USD ÷ 10⁶ × 1,000
  expect(bars?.rows[1]?.values[1]).toBeCloseTo(0.253, 6);
});

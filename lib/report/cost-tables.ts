import type { PricedPlan } from '../overhead/priced-plan';
import type { Plan } from '../plan/plan';
import { figureText, shareText, usdText } from './figure-text';
import { overheadTable } from './overhead-text';
import { table } from './table';

const phaseTable = ({ phases }: Plan): string =>
  table(
    'Cost, USD a month',
    ['phase', 'expected', 'of it on spot', 'of it for the loss of a region', 'worst case', 'budget'],
    phases.map((phase) => [
      phase.phase,
      usdText(phase.expectedUsdPerMonth),
      usdText(phase.interruptibleUsdPerMonth),
      usdText(phase.headroomUsdPerMonth),
      usdText(phase.worstCaseUsdPerMonth),
      phase.budgetUsdPerMonth === undefined ? 'none' : usdText(phase.budgetUsdPerMonth),
    ]),
  );

const regionTable = ({ phases }: Plan): string =>
  table(
    'Cost by region, USD a month',
    ['phase', 'region', 'expected', 'worst case'],
    phases.flatMap(({ phase, regions }) =>
      regions.map(({ region, expectedUsdPerMonth, worstCaseUsdPerMonth }) => [
        phase,
        region,
        usdText(expectedUsdPerMonth),
        usdText(worstCaseUsdPerMonth),
      ]),
    ),
  );

const cellTable = ({ cellCosts }: Plan): string =>
  table(
    'Cost by cell, USD an hour',
    ['model', 'region', 'expected', 'for the loss of a region', 'worst case', 'idle'],
    cellCosts.map((cost) => [
      cost.model,
      cost.region,
      figureText({ ...cost.expectedUsdPerHour, unit: '' }),
      figureText({ ...cost.headroomUsdPerHour, unit: '' }),
      figureText({ ...cost.worstCaseUsdPerHour, unit: '' }),
      shareText(cost.idleRatio),
    ]),
  );

const priceTable = ({ cellCosts }: Plan): string => {
  const rows = cellCosts.flatMap(({ region, prices, spotUsdPerHour }) => [
    ...prices.map(({ instanceType, usdPerHour }) => ({ instanceType, region, how: 'on demand', usdPerHour })),
    ...(spotUsdPerHour === undefined
      ? []
      : [{ instanceType: prices[0]?.instanceType ?? '', region, how: 'spot', usdPerHour: spotUsdPerHour }]),
  ]);
  const distinct = new Map(rows.map((row) => [`${row.instanceType} ${row.region} ${row.how}`, row]));
  return table(
    'Prices, USD an hour',
    ['type', 'region', '', 'price', 'from'],
    [...distinct.values()].map(({ instanceType, region, how, usdPerHour }) => [
      instanceType,
      region,
      how,
      figureText({ ...usdPerHour, unit: '' }, 3),
      usdPerHour.origin === 'published' ? `list price, ${usdPerHour.date}` : 'stated in the fleet file',
    ]),
  );
};

const unitCostTable = ({ workloads }: Plan): string =>
  table(
    'Cost of an answer',
    ['workload', 'a request', '10⁶ output tokens', 'the same at full load'],
    workloads.map(({ name, cost }) => [
      name,
      figureText(cost.usdPerRequest, 5),
      figureText(cost.usdPerMillionOutputTokens),
      figureText(cost.usdPerMillionOutputTokensAtFullLoad),
    ]),
  );

export const costTables: readonly ((plan: PricedPlan) => string)[] = [
  phaseTable,
  regionTable,
  cellTable,
  overheadTable,
  priceTable,
  unitCostTable,
];

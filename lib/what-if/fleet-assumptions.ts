import type { Fleet, Model } from '../fleet/fleet';
import type { Plan } from '../plan/plan';
import { instancePrice } from '../plan/prices/price';
import type { Assumption } from './assumption';
import { rounded, withModel } from './changed-fleet';
import { percent, shareSteps, workloadAssumptions } from './workload-assumptions';

/** Everything that the cost of a fleet rests on and that may turn out otherwise. */
export const fleetAssumptions = (fleet: Fleet, plan: Pick<Plan, 'workloads' | 'cells'>): Assumption[] => [
  ...fleet.workloads.flatMap((_, index) => workloadAssumptions(fleet, index)),
  ...fleet.models.flatMap((_, index) => modelAssumptions(fleet, plan, index)),
  priceAssumption(fleet, plan),
];

function modelAssumptions(fleet: Fleet, { workloads }: Pick<Plan, 'workloads'>, index: number): Assumption[] {
  const model = fleet.models[index] as Model;
  const busy = model.targetUtilizationRatio;
  const utilization: Assumption = {
    what: `${model.name}: how full an instance may run`,
    now: percent(busy),
    directions: shareSteps(
      busy,
      (value) => value <= 1,
      (value, change) => ({
        to: percent(value),
        tenths: Math.abs(change) * 10,
        set: [`models[${model.name}].targetUtilizationRatio=${value}`],
        fleet: withModel(fleet, index, { ...model, targetUtilizationRatio: value }),
      }),
    ),
  };
  const [user] = workloads.filter((one) => one.model === model.name);
  return [utilization, ...(user === undefined ? [] : throughputOf(fleet, index, user))];
}

/** The plan counts on the slow end of an estimated throughput; a measurement would say how much of that caution is needed. */
function throughputOf(fleet: Fleet, index: number, { name, types }: Plan['workloads'][number]): Assumption[] {
  const model = fleet.models[index] as Model;
  const [first] = types;
  const { value = 0, low = value } = first?.replica.requestsPerSecond ?? {};
  if (first === undefined || low === value) {
    return [];
  }
  // The plan takes throughput times utilisation, so a higher utilisation has the effect of a higher throughput.
  const targetUtilizationRatio = (model.targetUtilizationRatio * value) / low;
  return [
    {
      what: `${model.name}: estimated throughput of a replica on ${first.instanceType}`,
      now: `${rounded(low)} requests/s, the slow end,`,
      directions: [
        [
          {
            to: `${rounded(value)}, the middle`,
            tenths: 1,
            set: [],
            fleet: withModel(fleet, index, { ...model, targetUtilizationRatio }),
          },
        ],
      ],
      ...(model.task === 'generate' && {
        measurable: { model: model.name, instanceType: first.instanceType, workload: name },
      }),
    },
  ];
}

const negotiated = 0.9;

/** What a tenth less than the price of every instance that the plan runs would save. */
function priceAssumption(fleet: Fleet, { cells }: Pick<Plan, 'cells'>): Assumption {
  const prices: Record<string, Record<string, number>> = { ...fleet.pricesUsdPerHour };
  for (const { region, instanceTypes } of cells) {
    for (const type of instanceTypes) {
      prices[type] = { ...prices[type], [region]: instancePrice(fleet, type, region).value * negotiated };
    }
  }
  return {
    what: 'prices of instances',
    now: 'as listed or negotiated',
    directions: [[{ to: '10 % less', tenths: 1, set: [], fleet: { ...fleet, pricesUsdPerHour: prices } }]],
  };
}

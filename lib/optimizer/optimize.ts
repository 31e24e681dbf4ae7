import { hoursPerMonth } from '../figures/hours';
import type { FieldEdit } from '../fleet/edit-fields';
import type { Fleet } from '../fleet/fleet';
import type { Plan } from '../plan/plan';
import type { ModelChoice, ModelOptimization } from './optimization';
import { type OptimizeOptions, optimizeModel } from './optimize-model';
import { placementEdits } from './placement-edits';

/** A choice for some models of a fleet; the others stay as they are. */
export interface FleetChoice {
  /** GPU instances of all models. */
  readonly usdPerMonth: number;
  readonly models: Readonly<Record<string, ModelChoice>>;
  readonly edits: readonly FieldEdit[];
}

export interface Optimization {
  readonly todayUsdPerMonth: number;
  readonly models: readonly ModelOptimization[];
  /** The cheapest first. They differ in the model that saves most; the others have their cheapest choice in each. */
  readonly plans: readonly FleetChoice[];
}

/** @param only is optimised alone; unless given, every model */
export function optimize(fleet: Fleet, plan: Plan, options: OptimizeOptions, only?: string): Optimization {
  const models = fleet.models
    .filter(({ name }) => (only === undefined || name === only) && plan.cells.some((cell) => cell.model === name))
    .map(({ name }) => optimizeModel(fleet, plan, name, options));
  const rest = plan.cells.reduce(
    (usd, cell, index) =>
      models.some(({ model }) => model === cell.model)
        ? usd
        : usd + (plan.cellCosts[index]?.expectedUsdPerHour.value ?? 0) * hoursPerMonth,
    0,
  );
  const most = models.reduce((a, b) => (savedBy(b) > savedBy(a) ? b : a), models[0] as ModelOptimization);
  return {
    todayUsdPerMonth: models.reduce((usd, { today }) => usd + today.usdPerMonth, rest),
    models,
    plans: most.choices.map((varied) => fleetChoice(fleet, models, most, varied, rest)),
  };
}

const savedBy = ({ today, choices: [best] }: ModelOptimization): number =>
  best === undefined ? 0 : today.usdPerMonth - best.usdPerMonth;

function fleetChoice(
  fleet: Fleet,
  models: readonly ModelOptimization[],
  most: ModelOptimization,
  varied: ModelChoice,
  restUsdPerMonth: number,
): FleetChoice {
  const chosen = models.map((one) => ({ one, choice: one === most ? varied : one.choices[0] }));
  return {
    usdPerMonth: chosen.reduce((usd, { one, choice }) => usd + (choice ?? one.today).usdPerMonth, restUsdPerMonth),
    models: Object.fromEntries(
      chosen.flatMap(({ one, choice }) => (choice === undefined ? [] : [[one.model, choice]])),
    ),
    edits: [
      ...(fleet.sizing === 'simulated' ? [] : [{ path: [], key: 'sizing', value: 'simulated' }]),
      ...chosen.flatMap(({ one, choice }) => (choice === undefined ? [] : placementEdits(fleet, one.model, choice))),
    ],
  };
}

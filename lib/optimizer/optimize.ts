import type { FleetEdit } from '../fleet/edit-fleet';
import type { Fleet } from '../fleet/fleet';
import type { Plan } from '../plan/plan';
import { type Combined, fewPlans } from './few-plans';
import { ModelSearch, type SearchOptions } from './model-search';
import type { ChosenChange, ModelChoice, ModelOptimization } from './optimization';
import { placementEdits } from './placement-edits';
import { settingLosses } from './setting-losses';
import { type Setting, settingsOf } from './settings';

export interface OptimizeOptions extends SearchOptions {
  /** Plans that are wanted at most. */
  readonly most: number;
  /**
   * The fleet file is new: what costs more than it says today is wanted too, and regions and failover modes stay as they were
   * just chosen. @default false
   */
  readonly isNew?: boolean;
  /** Whether the fleet file is valid with edits. @default it always is */
  readonly allows?: (edits: readonly FleetEdit[]) => boolean;
}

/** A choice for some models of a fleet; the others stay as they are. */
export interface FleetChoice {
  /** GPU instances of all models. */
  readonly usdPerMonth: number;
  readonly changes: readonly ChosenChange[];
  readonly models: Readonly<Record<string, ModelChoice>>;
  readonly edits: readonly FleetEdit[];
}

export interface Optimization {
  readonly todayUsdPerMonth: number;
  /** Combinations of regions, failover modes and pools, today's included. */
  readonly settings: number;
  readonly models: readonly ModelOptimization[];
  /** The cheapest first; no cheaper one gives up as little in settings and in the precision of caches. */
  readonly plans: readonly FleetChoice[];
}

/** @param only is optimised alone; unless given, every model */
export function optimize(fleet: Fleet, plan: Plan, options: OptimizeOptions, only?: string): Optimization {
  const searches = fleet.models
    .filter(({ name }) => plan.cells.some((cell) => cell.model === name))
    .map(({ name }) => new ModelSearch(fleet, plan, name, options));
  const searched = searches.filter(({ name }) => only === undefined || name === only);
  const [first, ...others] = options.isNew ? [unchanged(fleet)] : settingsOf(fleet, options.allows ?? (() => true));
  const settings = [
    first as Setting,
    ...others.filter((setting) => searches.every((one) => !one.isTouchedBy(setting) || searched.includes(one))),
  ];
  const { combined, choices } = fewPlans({ searches, searched, settings }, options.most, options.isNew === true);
  return {
    todayUsdPerMonth: searches.reduce((usd, { today }) => usd + today.usdPerMonth, 0),
    settings: settings.length,
    models: searched.map(
      ({ name: model, candidates, unfit, simulations, today }): ModelOptimization => ({
        model,
        candidates,
        unfit,
        simulations,
        today,
        choices: choices[model] ?? [],
      }),
    ),
    plans: combined.map((one) => fleetChoice(fleet, one)),
  };
}

function fleetChoice(fleet: Fleet, { usdPerMonth, setting, models }: Combined): FleetChoice {
  const startSeconds = (workload: string): number =>
    models[fleet.workloads.find(({ name }) => name === workload)?.model ?? '']?.coldStartSeconds ?? 0;
  return {
    usdPerMonth,
    changes: setting.changes.map((change) => ({ change, givesUp: settingLosses(fleet, change, startSeconds) })),
    models,
    edits: [
      ...(fleet.sizing === 'simulated' ? [] : [{ path: [], key: 'sizing', value: 'simulated' }]),
      ...Object.entries(models).flatMap(([name, choice]) => placementEdits(fleet, name, choice)),
      ...setting.edits,
    ],
  };
}

const unchanged = (fleet: Fleet): Setting => ({ fleet, changes: [], edits: [] });

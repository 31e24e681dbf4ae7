import { dirname, join } from 'node:path';
import { editFleet } from '../../fleet/edit-fleet';
import { type FleetChoice, optimize } from '../../optimizer/optimize';
import { sizingArrivals } from '../../sizing/size-question';
import { tracesOf } from '../../sizing/traces-of';
import { QuietProgress } from '../calibrate/quiet-progress';
import { chunksOf, type FleetTexts, planTexts } from '../read-plan';

/** A new fleet file with the types and layout of one plan that was searched. */
export interface SearchedPlan {
  readonly choice: FleetChoice;
  readonly fleet: string;
}

/** Plans that are offered at most. */
const most = 5;

/** The cheapest plans that keep every promise of a new fleet file, the cheapest first. Each has been planned from its file. */
export function searchedPlans(out: string, texts: Omit<FleetTexts, 'measured'>): SearchedPlan[] {
  const whole = { ...texts, measured: undefined };
  const { fleet, answer } = planTexts(out, whole);
  if (fleet === undefined || answer === undefined) {
    return [];
  }
  const traces = tracesOf(fleet, (path) => chunksOf(join(dirname(out), path)));
  const progress = new QuietProgress();
  const { plans } = optimize(fleet, answer, {
    arrivals: sizingArrivals,
    recorded: (workload) => traces.requests(workload),
    most,
    isNew: true,
    says: (what) => progress.say(what),
  });
  return plans.flatMap((choice) => {
    const edited = editFleet(texts.fleet, choice.edits);
    return edited === undefined || planTexts(out, { ...whole, fleet: edited }).plan === undefined
      ? []
      : [{ choice, fleet: edited }];
  });
}

/** The cheapest that changes no answers: a cache in 8 bits is for a person to choose, who compares answers first. */
export const firstToTake = (plans: readonly SearchedPlan[]): number =>
  Math.max(
    0,
    plans.findIndex(({ choice }) =>
      Object.values(choice.models).every(({ placement }) => placement.kvPrecision !== 'fp8'),
    ),
  );

import { error, type Finding } from '../contract/findings';
import { didYouMean } from '../fleet/nearest';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';

const source = 'docs/artifacts.md';

/** Regions with a bucket and a repository. */
export const deployedRegions = (plan: Plan): string[] => deployedPart(plan).regions.map(({ region }) => region);

/** Regions that get a model's weights: those of its own cells, so that the weights stay in its jurisdictions. */
export function weightsRegions(plan: Plan, model: string): string[] | Finding {
  const names = plan.models.map(({ name }) => name);
  if (!names.includes(model)) {
    return error(['--model'], {
      problem: 'is no model of the fleet',
      got: model,
      expected: `one of ${names.join(', ')}`,
      fix: didYouMean(model, names),
      source,
    });
  }
  const regions = deployedPart(plan)
    .cells.filter((cell) => cell.model === model)
    .map(({ region }) => region);
  return regions.length > 0
    ? regions
    : error(['--model'], {
        problem: 'has no bucket yet',
        got: plan.cells.find((cell) => cell.model === model)?.notYetDeployed ?? 'no workload uses it',
        expected: 'a model that stacks serve',
        fix: 'see npx polyregion plan: what is not yet deployed needs no weights',
        source,
      });
}

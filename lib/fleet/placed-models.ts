import { error, type Finding } from '../contract/findings';
import type { PlacedModel, WrittenModel } from './placed-model';

/** The models with their layouts, and what is wrong with those that say none, or two. */
export interface PlacedModels {
  readonly models: PlacedModel[];
  readonly findings: readonly Finding[];
}

const source = 'models of the fleet file: docs/fleet-file.md';

export function placedModels(models: readonly WrittenModel[]): PlacedModels {
  const placed = models.map(placedModel);
  return { models: placed.map(({ model }) => model), findings: placed.flatMap(({ findings }) => findings) };
}

function placedModel(
  { tensorParallel, parallel, ...model }: WrittenModel,
  index: number,
): { readonly model: PlacedModel; readonly findings: readonly Finding[] } {
  if (parallel !== undefined) {
    const { tensor, data, expert } = parallel;
    return {
      model: {
        ...model,
        tensorParallel: tensor,
        ...(data > 1 && { dataParallel: data }),
        ...(expert && { expertParallel: expert }),
        layoutField: 'parallel',
      },
      findings: tensorParallel === undefined ? [] : [saidTwice(index, tensorParallel)],
    };
  }
  return {
    model: { ...model, tensorParallel: tensorParallel ?? 1, layoutField: 'tensorParallel' },
    findings: tensorParallel === undefined ? [missing(index)] : [],
  };
}

const saidTwice = (index: number, tensorParallel: number): Finding =>
  error(['models', index, 'tensorParallel'], {
    problem: 'stands beside parallel, which says the same',
    got: tensorParallel,
    expected: 'one of the two',
    fix: 'leave it out, and set parallel.tensor',
    source,
  });

const missing = (index: number): Finding =>
  error(['models', index, 'tensorParallel'], {
    problem: 'is missing',
    got: undefined,
    expected: 'one of 1, 2, 4, 8 (GPUs: 1, 2, 4 or 8)',
    fix: 'for example tensorParallel: 4',
    source,
  });

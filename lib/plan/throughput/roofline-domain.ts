import { denseModels } from '../../catalogue/benchmarked-models';
import { measuredPointsOf } from '../../catalogue/measured-throughput';
import type { Load } from './step-time-model';

/** What a prediction is made for. */
export interface RooflineQuery {
  readonly gpu: string;
  readonly precision: string;
  readonly parametersBillion: number;
  readonly load: Load;
}

const models = denseModels.filter(({ notClosedLoop }) => notClosedLoop === undefined);
const points = models.flatMap(({ weights }) => measuredPointsOf(weights));
const sizes = models.map(({ parametersBillion }) => parametersBillion);
const largest = {
  inputTokens: Math.max(...points.map(({ inputTokens }) => inputTokens)),
  outputTokens: Math.max(...points.map(({ outputTokens }) => outputTokens)),
  concurrency: Math.max(...points.map(({ concurrency }) => concurrency)),
};

/** A model within this factor of a measured size counts as measured. */
const sizeFactor = 2;

/** In which ways a prediction leaves what the roofline was fitted to; none where it stays inside. */
export function outsideDomain({ gpu, precision, parametersBillion, load }: RooflineQuery): string[] {
  const onGpu = points.filter((point) => point.gpu === gpu);
  const smaller = parametersBillion < Math.min(...sizes) / sizeFactor;
  const larger = parametersBillion > Math.max(...sizes) * sizeFactor;
  return [
    ...(onGpu.length === 0 ? [`no dense model was measured on ${gpu}`] : []),
    ...(onGpu.length > 0 && !onGpu.some((point) => point.precision === precision)
      ? [`${precision} was not measured on ${gpu}`]
      : []),
    ...(smaller || larger ? [`models of ${sizes.join(' and ')} × 10⁹ parameters were measured`] : []),
    ...(load.inputTokens > largest.inputTokens ? [`prompts to ${largest.inputTokens} tokens were measured`] : []),
    ...((load.prefillTokens ?? load.inputTokens) < load.inputTokens ? ['prefix reuse was not measured'] : []),
    ...(load.outputTokens > largest.outputTokens ? [`answers to ${largest.outputTokens} tokens were measured`] : []),
    ...(load.concurrency > largest.concurrency ? [`concurrency to ${largest.concurrency} was measured`] : []),
  ];
}

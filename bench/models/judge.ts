import { kvCacheOnEachGpu } from '../../lib/architecture/kv-cache-on-each-gpu';
import type { Architecture } from '../../lib/architecture/model/architecture';
import { totalParameters } from '../../lib/architecture/parameters';
import type { ParsedConfig } from '../../lib/architecture/parse-config';
import { startRefusals } from '../../lib/architecture/start-refusals';
import { checkpointBytes } from '../../lib/architecture/weights-on-each-gpu';
import type { KnownModel } from '../../lib/catalogue/known-models';
import type { CaseConfig } from './case-configs';

/** What became of one config. */
export interface Verdict {
  readonly name: string;
  readonly outcome: 'right' | 'refused' | 'wrong';
  /** Why it is wrong or refused; empty where it is right. */
  readonly why: string;
  /** Error of the file size, ratio; absent where none is published. */
  readonly sizeError?: number;
}

/** A size further from the published one than this is wrong. Ratio. */
export const largestSizeError = 0.05;

/** Parameters further than this from those that a source counts are wrong. Ratio. */
const largestParametersError = 0.03;

/** Bytes of one token on each GPU, with a bf16 cache. */
const tokenBytes = (architecture: Architecture, tensorParallel: number): number =>
  kvCacheOnEachGpu(
    architecture,
    { tensorParallel },
    { format: 'bf16', maxBatchedTokens: 8192, maxSequenceTokens: 8192 },
  ).bytesPerToken.value;

/** A known model against its published sizes, and the bytes of a token that follow from its config by other means. */
export function judgeKnown(
  model: KnownModel,
  { architecture, faults = [] }: ParsedConfig,
  cacheBytes: number | undefined,
): Verdict {
  const { id: name } = model;
  if (architecture === undefined) {
    return {
      name,
      outcome: 'refused',
      why: faults.map(({ path, problem }) => `${path.join('.')} ${problem}`).join('; '),
    };
  }
  const sizeError =
    model.filesGB === undefined ? undefined : Math.abs(checkpointBytes(architecture) / 1e9 / model.filesGB - 1);
  const published = model.parametersFromMemory ? undefined : model.parametersBillion;
  const parameters = totalParameters(architecture).value;
  const cache = tokenBytes(architecture, 1);
  const wrong = [
    ...(sizeError !== undefined && sizeError > largestSizeError ? [`files are off by ${percent(sizeError)}`] : []),
    ...(published !== undefined && isCounted(model) && Math.abs(parameters / published - 1) > largestParametersError
      ? [`${parameters} × 10⁹ parameters, ${published} counted`]
      : []),
    ...(cacheBytes !== undefined && cache !== cacheBytes ? [`${cache} bytes a token, expected ${cacheBytes}`] : []),
  ];
  return {
    name,
    outcome: wrong.length === 0 ? 'right' : 'wrong',
    why: wrong.join('; '),
    ...(sizeError !== undefined && { sizeError }),
  };
}

/** Other sources round to the number in the model's name. */
const isCounted = ({ parametersSource = '' }: KnownModel): boolean => parametersSource.includes('keras-hub');

export const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

/** A config that was once planned wrong against what is right of it. */
export function judgeCase(
  { file: name, tensorParallel, expected, contextTokens }: CaseConfig,
  { architecture, faults = [] }: ParsedConfig,
): Verdict {
  const refusals = architecture === undefined ? faults : startRefusals(architecture, { tensorParallel });
  if (architecture === undefined || refusals.length > 0) {
    const why = refusals[0]?.problem ?? '';
    return { name, outcome: expected === 'refused' ? 'refused' : 'wrong', why };
  }
  const cache = tokenBytes(architecture, tensorParallel);
  const context = architecture.context.longestTokens;
  const isRight = cache === expected && (contextTokens === undefined || context === contextTokens);
  return {
    name,
    outcome: isRight ? 'right' : 'wrong',
    why: isRight
      ? ''
      : `${cache} bytes a token and ${context} tokens, expected ${expected} and ${contextTokens ?? 'any'}`,
  };
}

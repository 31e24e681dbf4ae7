import { type ActivationSizes, engineMemory } from '../../architecture/engine-memory';
import { knownArchitecture } from '../../architecture/known-architecture';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import { publishedModel } from '../../catalogue/known-models';
import { layoutOf } from '../../contract/replica-layout';
import { defaultBatchedTokens } from '../../engine/batched-tokens';
import { vllm } from '../../engine/vllm';
import { assumed, type Figure, published, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { modelWidth } from '../../throughput/roofline/stated-network';

/** Tokens that the engine of a model computes in one step on a type. */
export const maxBatchedTokens = ({ engine }: Pick<Model, 'engine'>, type: GpuInstanceType): Figure =>
  engine.maxBatchedTokens === undefined
    ? published(defaultBatchedTokens(type), 'tokens', {
        source: `default --max-num-batched-tokens of vLLM ${vllm.release} on ${type.gpu}`,
        date: '2026-11-27',
      })
    : stated(engine.maxBatchedTokens, 'tokens', 'models[].engine.maxBatchedTokens');

/** No plan goes above it: the most requests at once at which an engine of the catalogue was measured. */
const maxSequences = assumed(256, 'sequences', 'the most that an engine is planned to run at once');

/** Memory of each GPU that holds neither weights nor KV cache. */
export function engineOverhead(model: Model, type: GpuInstanceType, gpuMemoryGiB: Figure): Figure {
  const { engine } = model;
  const batch = {
    maxBatchedTokens: maxBatchedTokens(model, type),
    maxSequences,
    graphs: !engine.enforceEager,
  };
  return engineMemory(activationSizes(model), layoutOf(model), batch, gpuMemoryGiB).totalGiB;
}

/** A model without a `config.json` is taken as the published model of its id, or else as a model of its size. */
function activationSizes(model: Model): ActivationSizes {
  const known = model.architecture === undefined ? publishedModel(model.weights) : undefined;
  const published = known === undefined ? undefined : knownArchitecture(known).architecture;
  const { task } = model;
  const architecture = model.architecture ?? published;
  return architecture === undefined ? { ...sizesOfLike(model), task } : { ...architecture, task };
}

/** Vocabularies of the known models have 30,000 to 262,144 tokens; most since 2024 have about as many as Qwen's. */
const commonVocabulary = 151_936;

/** Intermediate size ÷ hidden size of Llama's layers. */
const feedForwardRatio = 3.5;

function sizesOfLike({ parametersBillion, layers }: Model): Omit<ActivationSizes, 'task'> {
  const hiddenSize = Math.round(modelWidth({ parameters: parametersBillion * 1e9, layers }));
  return {
    hiddenSize,
    vocabularySize: commonVocabulary,
    widestActivation: 2 * hiddenSize + 2 * feedForwardRatio * hiddenSize,
  };
}

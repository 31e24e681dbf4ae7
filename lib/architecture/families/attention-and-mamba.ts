import type { ConfigReader } from '../config/config-reader';
import { mambaDivisors, stateHeads } from '../parts/divisors';
import { gatedMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { layerTypes } from '../parts/layer-types';
import { type Mamba1, type Mamba2, mamba1, mamba1State, mamba2, mamba2State } from '../parts/mamba';
import { readSizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';
import { expertLayer, readExperts } from './mixture';

/** Bytes of one value of the convolution and, unless the engine is told otherwise, of the state. */
const stateBytes = 2;

const readMamba2 = (config: ConfigReader, hidden: number, inner: number, gatedNorm: boolean): Mamba2 => {
  const heads = Math.max(1, config.countOr(128, 'mamba_n_heads'));
  const dimension = config.raw('mamba_d_head');
  if (inner % heads !== 0 || (typeof dimension === 'number' && dimension * heads !== inner)) {
    config.fault('mamba_n_heads', {
      problem: 'and mamba_d_head do not make up the width of the state-space layer',
      got: `${heads} heads of ${String(dimension ?? inner / heads)}`,
      expected: `a product of ${inner}`,
      fix: 'take config.json from the model’s own repository, unchanged',
    });
  }
  return {
    hidden,
    heads,
    headDimension: inner / heads,
    groups: config.countOr(1, 'mamba_n_groups'),
    stateSize: config.countOr(256, 'mamba_d_state'),
    kernel: config.countOr(4, 'mamba_d_conv'),
    bias: config.flagOr(false, 'mamba_proj_bias'),
    convolutionBias: config.flagOr(true, 'mamba_conv_bias'),
    gatedNorm,
    name: 'mamba',
  };
};

/** Granite 4 with state-space layers. */
export const graniteMoeHybrid: Family = {
  name: 'Granite 4 hybrid',
  modelTypes: ['granitemoehybrid'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/granitemoehybrid.py; transformers 5.24.0 GraniteMoeHybridConfig',
  read: (config) => {
    const sizes = readSizes(config, { vocabulary: 32000 });
    const types = layerTypes(config, sizes.layers, ['mamba', 'attention'], () => 'mamba');
    const mamba = readMamba2(config, sizes.hidden, config.countOr(2, 'mamba_expand') * sizes.hidden, true);
    const attention: GroupedAttention = { ...sizes, bias: config.flagOr(false, 'attention_bias') };
    const shared = config.sizeOr(1024, 'shared_intermediate_size');
    const count = config.sizeOr(8, 'num_local_experts');
    const intermediate = config.sizeOr(11008, 'intermediate_size');
    const layer =
      count === 0
        ? undefined
        : {
            ...readExperts(config, [8, 'num_local_experts'], [2, 'num_experts_per_tok']),
            intermediate,
            name: 'block_sparse_moe',
          };
    return transformer({
      sizes,
      attention: (index) => (types[index] === 'attention' ? groupedAttention(attention) : mamba2(mamba)),
      feedForward: () => [
        ...(layer === undefined ? [] : expertLayer(sizes.hidden, layer)),
        ...gatedMlp(sizes.hidden, shared, false, 'shared_mlp'),
      ],
      caches: (index) =>
        types[index] === 'attention'
          ? [groupedCache(index, attention)]
          : [{ layer: index, kind: 'state', parts: mamba2State(mamba, stateBytes, stateBytes) }],
      divisors: types.includes('mamba') ? mambaDivisors(mamba, ['mamba_n_heads', 'mamba_n_groups']) : [],
      ...(layer === undefined ? {} : { experts: { count: layer.count, perToken: layer.perToken } }),
    });
  },
};

/** Attention and a state-space layer stand side by side in every layer. */
export const falconH1: Family = {
  name: 'Falcon H1',
  modelTypes: ['falcon_h1'],
  contextTokens: 8192,
  source: 'vllm 0.33.0 models/falcon_h1.py; transformers 5.24.0 FalconH1Config',
  read: (config) => {
    const sizes = readSizes(config, { vocabulary: 128000, kvHeads: 8 });
    const expanded = config.countOr(2, 'mamba_expand') * sizes.hidden;
    const inner = config.nullableCount(1024, 'mamba_d_ssm') ?? expanded;
    const mamba = readMamba2(config, sizes.hidden, inner, config.flagOr(false, 'mamba_rms_norm'));
    const attention: GroupedAttention = { ...sizes, bias: config.flagOr(false, 'attention_bias') };
    const intermediate = config.sizeOr(14336, 'intermediate_size');
    const mlpBias = config.flagOr(false, 'mlp_bias');
    return transformer({
      sizes,
      attention: () => [...groupedAttention(attention), ...mamba2(mamba)],
      feedForward: () => gatedMlp(sizes.hidden, intermediate, mlpBias, 'feed_forward'),
      caches: (layer) => [
        groupedCache(layer, attention),
        { layer, kind: 'state', parts: mamba2State(mamba, stateBytes, stateBytes) },
      ],
      divisors: mambaDivisors(mamba, ['mamba_n_heads', 'mamba_n_groups']),
    });
  },
};

/** One layer of eight attends; one of two has experts. */
export const jamba: Family = {
  name: 'Jamba',
  modelTypes: ['jamba'],
  contextTokens: 262144,
  source: 'vllm 0.33.0 models/jamba.py; transformers 5.24.0 JambaConfig',
  read: (config) => {
    const sizes = readSizes(config, { vocabulary: 65536, kvHeads: 8 });
    const attends = periodic(config, 'attn_layer', [8, 4]);
    const hasExperts = periodic(config, 'expert_layer', [2, 1]);
    const intermediate = config.sizeOr(14336, 'intermediate_size');
    const rank = config.raw('mamba_dt_rank');
    const mamba: Mamba1 = {
      hidden: sizes.hidden,
      inner: config.countOr(2, 'mamba_expand') * sizes.hidden,
      stateSize: config.countOr(16, 'mamba_d_state'),
      kernel: config.countOr(4, 'mamba_d_conv'),
      timeRank:
        rank === 'auto' ? Math.ceil(sizes.hidden / 16) : config.countOr(Math.ceil(sizes.hidden / 16), 'mamba_dt_rank'),
      convolutionBias: config.flagOr(true, 'mamba_conv_bias'),
      bias: config.flagOr(false, 'mamba_proj_bias'),
    };
    const chosen = readExperts(config, [16, 'num_experts'], [2, 'num_experts_per_tok']);
    return transformer({
      sizes,
      attention: (layer) => (attends(layer) ? groupedAttention(sizes) : mamba1(mamba)),
      feedForward: (layer) =>
        hasExperts(layer)
          ? expertLayer(sizes.hidden, { ...chosen, intermediate, name: 'feed_forward', routerName: 'router' })
          : gatedMlp(sizes.hidden, intermediate, false, 'feed_forward'),
      caches: (layer) =>
        attends(layer)
          ? [groupedCache(layer, sizes)]
          : [{ layer, kind: 'state', parts: mamba1State(mamba, stateBytes) }],
      divisors: [stateHeads('mamba_expand × hidden_size', mamba.inner)],
      experts: chosen,
    });
  },
};

function periodic(
  config: ConfigReader,
  name: string,
  [period, offset]: readonly [number, number],
): (layer: number) => boolean {
  const every = Math.max(1, config.countOr(period, `${name}_period`));
  const first = config.countOr(offset, `${name}_offset`);
  return (layer) => layer % every === first % every;
}

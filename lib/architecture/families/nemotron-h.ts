import type { ConfigReader } from '../config/config-reader';
import type { Network } from '../model/architecture';
import type { Tensor } from '../model/tensor';
import { mambaDivisors } from '../parts/divisors';
import { experts, plainMlp } from '../parts/feed-forward';
import { type GroupedAttention, groupedAttention, groupedCache } from '../parts/grouped-attention';
import { linear } from '../parts/linear';
import { type Mamba2, mamba2, mamba2State } from '../parts/mamba';
import { readSizes, type Sizes } from '../parts/sizes';
import { transformer } from '../parts/transformer';
import type { Family } from './family';
import { readExperts } from './mixture';

type Kind = 'M' | '*' | '-' | 'E';

const kindNames: Readonly<Record<string, Kind>> = { mamba: 'M', attention: '*', mlp: '-', moe: 'E' };

/** Each layer is one of four things: a state-space layer, attention, a dense feed-forward layer, or experts. */
export const nemotronH: Family = {
  name: 'Nemotron H',
  modelTypes: ['nemotron_h'],
  contextTokens: 4096,
  source: 'vllm 0.33.0 models/nemotron_h.py; transformers 5.24.0 NemotronHConfig',
  read: readNemotronH,
};

function readNemotronH(config: ConfigReader): Network {
  const kinds = readKinds(config);
  const sizes: Sizes = {
    ...readSizes(config.with({ num_hidden_layers: Math.max(1, kinds.length) }), {
      vocabulary: 131072,
      kvHeads: 8,
      headDimension: config.countOr(128, 'attention_head_dim', 'head_dim'),
    }),
  };
  const attention: GroupedAttention = { ...sizes, bias: config.flagOr(false, 'attention_bias') };
  const mamba: Mamba2 = {
    hidden: sizes.hidden,
    heads: config.countOr(128, 'mamba_num_heads'),
    headDimension: config.countOr(64, 'mamba_head_dim'),
    groups: config.countOr(8, 'n_groups'),
    stateSize: config.countOr(128, 'ssm_state_size'),
    kernel: config.countOr(4, 'conv_kernel'),
    bias: config.flagOr(false, 'use_bias'),
    convolutionBias: config.flagOr(true, 'use_conv_bias'),
    gatedNorm: true,
    name: 'mixer',
  };
  const stateBytes = (config.maybeText('mamba_ssm_cache_dtype') ?? 'float32') === 'float32' ? 4 : 2;
  const mlpBias = config.flagOr(false, 'mlp_bias');
  const expertPart = kinds.includes('E') ? readExpertPart(config, sizes.hidden) : undefined;
  const dense = kinds.includes('-') ? plainMlp(sizes.hidden, denseSize(config), mlpBias, 'mixer') : [];
  const tensors: Readonly<Record<Kind, readonly Tensor[]>> = {
    M: mamba2(mamba),
    '*': groupedAttention({ ...attention, name: 'mixer' }),
    '-': dense,
    E: expertPart?.tensors ?? [],
  };
  return transformer({
    sizes,
    norms: 1,
    partsPerLayer: 1,
    attention: (layer) => tensors[kinds[layer] as Kind] ?? [],
    feedForward: () => [],
    caches: (layer) => {
      switch (kinds[layer]) {
        case '*':
          return [groupedCache(layer, attention)];
        case 'M':
          return [{ layer, kind: 'state', parts: mamba2State(mamba, stateBytes, 2) }];
        default:
          return [];
      }
    },
    divisors: kinds.includes('M') ? mambaDivisors(mamba, ['mamba_num_heads', 'n_groups']) : [],
    ...(expertPart === undefined ? {} : { experts: expertPart.experts }),
  });
}

const denseSize = (config: ConfigReader): number => config.sizeOr(21504, 'intermediate_size');

function readKinds(config: ConfigReader): readonly Kind[] {
  const listed = config.maybeList('layers_block_type', 'string');
  const pattern = config.maybeText('hybrid_override_pattern');
  const letters = listed?.map((name) => kindNames[name] ?? name) ?? [...(pattern ?? '')];
  const unknown = letters.find((letter) => !Object.values(kindNames).includes(letter as Kind));
  const layers = config.maybeCount('num_hidden_layers');
  if (letters.length === 0 || unknown !== undefined || (layers !== undefined && layers !== letters.length)) {
    config.fault(listed === undefined ? 'hybrid_override_pattern' : 'layers_block_type', {
      problem: 'does not say what every layer is',
      got: unknown ?? (letters.length === 0 ? undefined : `${letters.length} layers`),
      expected: `${layers ?? 'one'} of M (mamba), * (attention), - (mlp), E (moe) for every layer`,
      fix: 'take config.json from the model’s own repository, unchanged',
    });
    return [];
  }
  return letters as readonly Kind[];
}

function readExpertPart(
  config: ConfigReader,
  hidden: number,
): { tensors: readonly Tensor[]; experts: Network['experts'] & {} } {
  const chosen = readExperts(config, [8, 'n_routed_experts'], [2, 'num_experts_per_tok']);
  const intermediate = config.sizeOr(7688, 'moe_intermediate_size');
  const shared = config.sizeOr(1, 'n_shared_experts') * config.sizeOr(7688, 'moe_shared_expert_intermediate_size');
  const latent = config.maybeCount('moe_latent_size');
  return {
    experts: chosen,
    tensors: [
      ...experts({
        hidden,
        intermediate,
        ...chosen,
        gated: false,
        routerBias: true,
        name: 'mixer',
        ...(latent === undefined ? {} : { latent }),
      }),
      ...(shared > 0 ? linear('mixer.shared_experts.up_proj', shared, hidden, 'outputs') : []),
      ...(shared > 0 ? linear('mixer.shared_experts.down_proj', hidden, shared, 'inputs') : []),
    ],
  };
}

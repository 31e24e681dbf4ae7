import { linear, vector } from '../parts/linear';
import { type ReadTower, towerTensors, twoLayerProjector } from './tower';

const square = (side: number): number => side * side;

/** @see vllm 0.33.0 models/qwen2_5_vl.py, qwen3_vl.py */
export const qwenTower: ReadTower = (tower, outer, textHidden) => {
  const hidden = tower.count('hidden_size', 'embed_dim');
  const windowed =
    /^qwen2_5/.test(String(outer.raw('model_type'))) &&
    tower.maybeList('fullatt_block_indexes', 'number') !== undefined;
  const merged = hidden * square(tower.countOr(2, 'spatial_merge_size'));
  const output = tower.countOr(textHidden, 'out_hidden_size');
  const deep = tower.maybeList('deepstack_visual_indexes', 'number') ?? [];
  return towerTensors(
    {
      name: 'visual.blocks',
      hidden,
      layers: tower.count('depth'),
      intermediate: tower.countOr(4 * hidden, 'intermediate_size'),
      mlp: windowed ? 'gated' : 'plain',
      attentionBias: true,
      mlpBias: true,
      vectors: windowed ? 2 : 4,
    },
    {
      patch:
        tower.countOr(3, 'in_channels', 'in_chans') *
        square(tower.countOr(/^qwen2/.test(String(outer.raw('model_type'))) ? 14 : 16, 'patch_size')) *
        tower.countOr(2, 'temporal_patch_size'),
      positions: tower.countOr(0, 'num_position_embeddings'),
      projector: [undefined, ...deep].flatMap(() => twoLayerProjector(merged, merged, output, true)),
    },
  );
};

/** @see vllm 0.33.0 models/pixtral.py, mistral3.py */
export const pixtralTower: ReadTower = (tower, outer, textHidden) => {
  const hidden = tower.countOr(1024, 'hidden_size');
  const merge = square(outer.countOr(2, 'spatial_merge_size'));
  return towerTensors(
    {
      name: 'vision_tower.transformer.layers',
      hidden,
      layers: tower.countOr(24, 'num_hidden_layers'),
      intermediate: tower.countOr(4096, 'intermediate_size'),
      mlp: 'gated',
      attentionBias: false,
      mlpBias: false,
      vectors: 2,
    },
    {
      patch: tower.countOr(3, 'num_channels') * square(tower.countOr(16, 'patch_size')),
      positions: 0,
      projector: [
        ...linear('projector.patch_merger', hidden, hidden * merge, 'copied'),
        ...twoLayerProjector(hidden, textHidden, textHidden, outer.flagOr(false, 'multimodal_projector_bias')),
      ],
    },
  );
};

/** The tower of transformers, which every GPU holds whole. @see vllm 0.33.0 models/gemma4_mm.py 1102 */
export const gemma4Tower: ReadTower = (tower, _outer, textHidden) => {
  const hidden = tower.countOr(768, 'hidden_size');
  const tensors = towerTensors(
    {
      name: 'vision_tower.encoder.layers',
      hidden,
      layers: tower.countOr(16, 'num_hidden_layers'),
      intermediate: tower.countOr(3072, 'intermediate_size'),
      mlp: 'gated',
      attentionBias: false,
      mlpBias: false,
      vectors: 4,
    },
    {
      patch: 3 * square(tower.countOr(16, 'patch_size')),
      positions: 2 * tower.countOr(10240, 'position_embedding_size'),
      projector: linear('embed_vision.embedding_projection', textHidden, hidden, 'copied'),
    },
  );
  return tensors.map((tensor) => ({ ...tensor, split: 'copied' }));
};

/** @see vllm 0.33.0 models/mllama4.py */
export const llama4Tower: ReadTower = (tower, _outer, textHidden) => {
  const hidden = tower.countOr(768, 'hidden_size');
  const intermediate = tower.countOr(5632, 'intermediate_size');
  const patchSize = tower.countOr(14, 'patch_size');
  const input = tower.countOr(4096, 'projector_input_dim');
  const output = tower.countOr(4096, 'projector_output_dim');
  return towerTensors(
    {
      name: 'vision_model.layers',
      hidden,
      layers: tower.countOr(34, 'num_hidden_layers'),
      intermediate,
      mlp: 'plain',
      attentionBias: true,
      mlpBias: true,
      vectors: 4,
    },
    {
      patch: tower.countOr(3, 'num_channels') * square(patchSize),
      positions: square(Math.floor(tower.countOr(448, 'image_size') / patchSize)) + 1,
      projector: [
        ...linear('projector.fc1', input, intermediate, 'outputs'),
        ...linear('projector.fc2', output, input, 'inputs'),
        ...linear('projector.linear_1', textHidden, tower.countOr(7680, 'vision_output_dim'), 'copied'),
      ],
    },
  );
};

/** SigLIP, CLIP and others of their kind, with the projector of the model that holds them. */
export const vitTower: ReadTower = (tower, outer, textHidden) => {
  const hidden = tower.countOr(768, 'hidden_size');
  const patchSize = tower.countOr(16, 'patch_size');
  const gemma3 = outer.raw('model_type') === 'gemma3';
  return towerTensors(
    {
      name: 'vision_tower.encoder.layers',
      hidden,
      layers: tower.countOr(12, 'num_hidden_layers'),
      intermediate: tower.countOr(3072, 'intermediate_size'),
      mlp: 'plain',
      attentionBias: true,
      mlpBias: true,
      vectors: 4,
    },
    {
      patch: tower.countOr(3, 'num_channels') * square(patchSize),
      positions: square(Math.floor(tower.countOr(224, 'image_size') / patchSize)) + 1,
      projector: gemma3
        ? [...linear('projector', textHidden, hidden, 'copied'), vector('projector.norm', hidden)]
        : twoLayerProjector(hidden, textHidden, textHidden, true),
    },
  );
};

/** @see vllm 0.33.0 models/intern_vit.py, internvl.py */
export const internTower: ReadTower = (tower, outer, textHidden) => {
  const hidden = tower.count('hidden_size');
  const patchSize = tower.count('patch_size');
  const shuffled = hidden * square(Math.round(1 / outer.numberOr(0.5, 'downsample_ratio')));
  return towerTensors(
    {
      name: 'vision_model.encoder.layers',
      hidden,
      layers: tower.count('num_hidden_layers'),
      intermediate: tower.count('intermediate_size'),
      mlp: 'plain',
      attentionBias: tower.flagOr(true, 'qkv_bias'),
      mlpBias: true,
      vectors: 6,
    },
    {
      patch: tower.countOr(3, 'num_channels') * square(patchSize),
      positions: square(Math.floor(tower.count('image_size') / patchSize)) + 1,
      projector: [vector('projector.norm', 2 * shuffled), ...twoLayerProjector(shuffled, textHidden, textHidden, true)],
    },
  );
};

/** @see vllm 0.33.0 models/kimi_k25_vit.py, moonvit.py */
export const moonTower: ReadTower = (tower, _outer, textHidden) => {
  const hidden = tower.countOr(1152, 'vt_hidden_size', 'hidden_size');
  const [high = 2, wide = 2] = tower.maybeList('merge_kernel_size', 'number') ?? [];
  const merged = hidden * high * wide;
  return towerTensors(
    {
      name: 'vision_tower.encoder.blocks',
      hidden,
      layers: tower.countOr(27, 'vt_num_hidden_layers', 'num_hidden_layers'),
      intermediate: tower.countOr(4304, 'vt_intermediate_size', 'intermediate_size'),
      attentionWidth: tower.countOr(hidden, 'qkv_hidden_size'),
      mlp: 'plain',
      attentionBias: true,
      mlpBias: true,
      vectors: 4,
    },
    {
      patch: 3 * square(tower.countOr(14, 'patch_size')),
      positions: tower.countOr(64, 'init_pos_emb_height') * tower.countOr(64, 'init_pos_emb_width'),
      projector: twoLayerProjector(merged, merged, textHidden, true),
    },
  );
};

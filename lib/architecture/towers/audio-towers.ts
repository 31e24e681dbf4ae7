import { linear, vector } from '../parts/linear';
import { type ReadTower, towerTensors, twoLayerProjector } from './tower';

/** The encoder of Whisper, with two convolutions before it. @see vllm 0.33.0 models/voxtral.py, whisper.py */
export const voxtralTower: ReadTower = (tower, _outer, textHidden) => {
  const hidden = tower.countOr(1280, 'hidden_size');
  const intermediate = tower.countOr(5120, 'intermediate_size');
  return towerTensors(
    {
      name: 'audio_tower.layers',
      hidden,
      layers: tower.countOr(32, 'num_hidden_layers'),
      intermediate,
      mlp: 'plain',
      attentionBias: true,
      mlpBias: true,
      vectors: 4,
    },
    {
      patch: 3 * tower.countOr(128, 'num_mel_bins'),
      positions: tower.countOr(1500, 'max_source_positions'),
      projector: [
        ...linear('audio_tower.conv2', hidden, 3 * hidden, 'copied', { role: 'vector' }),
        vector('audio_tower.conv2.bias', hidden),
        ...twoLayerProjector(intermediate, textHidden, textHidden, false),
      ],
    },
  );
};

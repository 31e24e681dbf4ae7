import type { ConfigReader } from '../config/config-reader';
import type { Tensor } from '../model/tensor';
import { gatedMlp, plainMlp } from '../parts/feed-forward';
import { groupedAttention } from '../parts/grouped-attention';
import { inLayer, inTower, linear, vector } from '../parts/linear';

/** Layers that encode an image or a sound before the text model reads it. */
export interface TowerLayers {
  readonly name: string;
  readonly hidden: number;
  readonly layers: number;
  readonly intermediate: number;
  /** Width of queries, keys and values where it is not the hidden size. */
  readonly attentionWidth?: number;
  readonly mlp: 'gated' | 'plain';
  readonly attentionBias: boolean;
  readonly mlpBias: boolean;
  /** Vectors of the hidden size of norms and scales in one layer. */
  readonly vectors: number;
}

/** What comes before and after the layers. */
interface Ends {
  /** Pixels of a patch, or values of a frame. */
  readonly patch: number;
  readonly positions: number;
  readonly projector: readonly Tensor[];
}

export const towerTensors = (tower: TowerLayers, { patch, positions, projector }: Ends): readonly Tensor[] =>
  inTower([
    ...Array.from({ length: tower.layers }, (_, layer) => inLayer(layer, layerTensors(tower), tower.name)).flat(),
    ...linear(`${tower.name}.patch_embed`, tower.hidden, patch, 'copied', { role: 'vector', bias: true }),
    ...(positions > 0 ? [vector(`${tower.name}.positions`, positions * tower.hidden)] : []),
    vector(`${tower.name}.norm`, 2 * tower.hidden),
    ...projector,
  ]).map(({ layer: _, ...tensor }) => tensor);

function layerTensors(tower: TowerLayers): readonly Tensor[] {
  const { hidden, attentionWidth = hidden, intermediate, mlpBias } = tower;
  const mlp = tower.mlp === 'gated' ? gatedMlp : plainMlp;
  return [
    ...groupedAttention({
      hidden,
      heads: 1,
      kvHeads: 1,
      headDimension: attentionWidth,
      bias: tower.attentionBias,
      outputBias: tower.attentionBias,
    }).map((tensor) => (tensor.split === 'heads' ? { ...tensor, split: 'outputs' as const } : tensor)),
    ...mlp(hidden, intermediate, mlpBias),
    vector('norms', tower.vectors * hidden),
  ];
}

/** Two matrices from the tower's width to that of the text. */
export const twoLayerProjector = (from: number, between: number, to: number, bias: boolean): readonly Tensor[] => [
  ...linear('projector.linear_1', between, from, 'outputs', { bias }),
  ...linear('projector.linear_2', to, between, 'inputs', { bias }),
];

/** Reads the tower of one kind, whose output has the width of the text. */
export type ReadTower = (tower: ConfigReader, outer: ConfigReader, textHidden: number) => readonly Tensor[];

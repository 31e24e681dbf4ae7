import { architectureOfId } from '../../architecture/architecture-of-id';
import type { PublishedFormat } from '../../architecture/in-format';
import type { Architecture, Layout } from '../../architecture/model/architecture';
import { activeParameters } from '../../architecture/parameters';
import type { WeightFormat } from '../../architecture/quantization/scheme';
import { layoutOf } from '../../contract/replica-layout';
import { type Figure, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { sizesOf } from '../../fleet/model-sizes';
import type { AskedReplica } from '../../throughput/asked-engine';
import { gpusFigure } from './layout-figure';
import { parametersFigure } from './parameters-figure';

/** Formats that weights are published in; a file of wider values is loaded in 16 bits. */
const publishedFormat: Readonly<Record<WeightFormat, PublishedFormat>> = {
  fp32: 'bf16',
  fp16: 'bf16',
  bf16: 'bf16',
  fp8: 'fp8',
  int8: 'int8',
  int4: 'int4',
  nf4: 'int4',
  mxfp4: 'mxfp4',
  nvfp4: 'nvfp4',
};

/** How far stated parameters may be from those of the known model: names round them. Ratio. */
const parameterTolerance = 0.03;

/**
 * One replica of a model, as its throughput is asked for; undefined where its layers are unknown. Without a `config.json`
 * it is the known model of its id, where that has the sizes that the fleet file states or layers that no sizes describe, and
 * else a dense model of these sizes.
 */
export function askedReplica(model: Model): AskedReplica | undefined {
  const layout = layoutOf(model);
  const gpus = gpusFigure(model);
  const known = networkOf(model);
  return known === undefined
    ? statedReplica(model, layout, gpus)
    : {
        network: { architecture: known.architecture },
        format: formatOf(model, known.architecture),
        readFrom: known.readFrom,
        layout,
        kvPrecision: model.kvPrecision,
        sizes: [activeParameters(known.architecture), gpus],
      };
}

interface Network {
  readonly architecture: Architecture;
  readonly readFrom: string | undefined;
}

function networkOf(model: Model): Network | undefined {
  if (model.architecture !== undefined) {
    return { architecture: model.architecture, readFrom: undefined };
  }
  const known = model.memory === undefined ? architectureOfId(model.weights) : undefined;
  return known !== undefined && (!isPlain(known.architecture) || hasStatedSizes(known.architecture, model))
    ? known
    : undefined;
}

/** Equal layers, each with keys and values of every token: what sizes in a fleet file describe. */
const isPlain = ({ experts, caches }: Architecture): boolean =>
  experts === undefined && caches.every(({ kind }) => kind === 'full');

function hasStatedSizes(architecture: Architecture, stated: Model): boolean {
  const { layers, kvHeads, headDimension, parametersBillion } = sizesOf(architecture);
  return (
    layers === stated.layers &&
    kvHeads === stated.kvHeads &&
    headDimension === stated.headDimension &&
    Math.abs(stated.parametersBillion / parametersBillion - 1) <= parameterTolerance
  );
}

/** A model without a `config.json` has the precision that the fleet file states. */
const formatOf = (model: Model, { quantization }: Architecture): PublishedFormat =>
  model.architecture === undefined && model.precision !== 'fp4'
    ? model.precision
    : model.architecture === undefined && quantization.format !== 'mxfp4'
      ? 'nvfp4'
      : publishedFormat[quantization.format];

function statedReplica(model: Model, layout: Layout, gpus: Figure): AskedReplica | undefined {
  const { kvHeads, headDimension, layers, parametersBillion, precision, kvPrecision, memory } = model;
  return kvHeads === undefined || headDimension === undefined
    ? undefined
    : {
        network: {
          ...{ parametersBillion, precision, layers, kvHeads, headDimension },
          ...(memory && { activeParametersBillion: memory.activeParametersBillion }),
        },
        format: precision === 'fp4' ? 'nvfp4' : precision,
        readFrom: undefined,
        layout,
        kvPrecision,
        sizes: [parametersFigure(model), stated(layers, 'layers', 'models[].layers or its config'), gpus],
        ...(memory && { doubt: 'the architecture is unknown, and its memory declared' }),
      };
}

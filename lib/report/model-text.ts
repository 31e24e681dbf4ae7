import pc from 'picocolors';
import { gpusOf, layoutWords } from '../contract/replica-layout';
import type { GpuMemory, Serving } from '../engine/gpu-memory';
import type { Figure } from '../figures/figure';
import type { ModelSummary } from '../plan/models/model-facts';
import { licenceWords } from './models-text';
import { showNumber } from './number-words';
import { originText } from './origin-text';
import { exactFigure } from './why-text';
import { wrappedLines } from './wrapped-lines';

/** Everything that is known of one model, before its memory. */
export function modelFactsText(model: ModelSummary): string {
  const { task, weights, contextTokens, configSource, configComplete } = model;
  const figures = [
    ['parameters', model.parametersBillion],
    ['for a token', model.activeParametersBillion],
    ['as stated', model.statedParametersBillion],
  ] as const;
  return [
    `${pc.bold(model.id)}\n`,
    ...(task === undefined ? [] : [line('task', task)]),
    ...figures.flatMap(([label, figure]) => (figure === undefined ? [] : [figureLines(label, figure)])),
    ...(weights === undefined ? [] : [line('weights', weights)]),
    ...(contextTokens === undefined ? [] : [line('context', `${showNumber(contextTokens)} tokens`)]),
    line('licence', licenceWords(model).replace(/^licence /, '')),
    ...(configSource === undefined
      ? []
      : [line('config', `${configSource}${configComplete ? '' : '; not the whole published file'}`)]),
    ...model.faults.map((fault) => line(pc.red('fault'), fault)),
  ].join('');
}

/** Memory of each GPU of one replica, every number with its arithmetic. */
export function gpuMemoryText(memory: GpuMemory, { layout, kvPrecision, sequenceTokens, type }: Serving): string {
  const { weightsGiB, cache, engine, cacheGiB, sequences, refusals, startsWith } = memory;
  const count = gpusOf(layout);
  const shared = layout.tensorParallel === count && !layout.expertParallel ? '' : `, ${layoutWords(layout)}`;
  const gpus = count === 1 ? `one ${type.gpu}` : `each of ${count} ${type.gpu}`;
  return [
    `\n${pc.bold(`Memory of ${gpus} (${type.name})${shared}, ${kvPrecision} cache, sequences of ${showNumber(sequenceTokens)} tokens`)}\n`,
    figureLines('weights', weightsGiB),
    figureLines('KV cache', cache.bytesPerToken),
    ...(cache.bytesPerSequence.value > 0 ? [figureLines('a sequence', cache.bytesPerSequence)] : []),
    ...(cache.batchReserveBytes.value > 0 ? [figureLines('in flight', cache.batchReserveBytes)] : []),
    figureLines('engine', engine.totalGiB),
    figureLines('  driver', engine.driverGiB),
    figureLines('  libraries', engine.librariesGiB),
    figureLines('  activations', engine.activationsGiB),
    figureLines('  graphs', engine.graphsGiB),
    figureLines('for the cache', cacheGiB),
    figureLines('sequences', sequences),
    ...refusals.map(({ key, problem, got, fix }) =>
      line(
        pc.red('refused'),
        `${key} ${problem}: ${got}; ${startsWith.length === 0 ? fix : startingOptions(startsWith)}`,
      ),
    ),
    ...(sequences.value < 1
      ? [
          line(
            pc.red('does not fit'),
            'take more GPUs with --tensor-parallel or --data-parallel, or a type with larger ones',
          ),
        ]
      : []),
  ].join('');
}

const labelWidth = 17;

const line = (label: string, text: string): string =>
  wrappedLines(text, `  ${label}`.padEnd(labelWidth + (label.length - plain(label).length)), ' '.repeat(labelWidth));

/** A label may hold the escapes of a colour, which take no room. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with a control character
const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

const figureLines = (label: string, figure: Figure): string =>
  line(label, `${exactFigure(figure)}, ${originText(figure)}`);

type Layout = Serving['layout'];

const startingOptions = (layouts: readonly Layout[]): string =>
  `the engine starts with one of these, if its GPUs hold the weights: ${layouts.map(options).join('; ')}`;

const options = ({ tensorParallel, dataParallel = 1, expertParallel = false }: Layout): string =>
  [
    `--tensor-parallel ${tensorParallel}`,
    ...(dataParallel > 1 ? [`--data-parallel ${dataParallel}`] : []),
    ...(expertParallel ? ['--expert-parallel'] : []),
  ].join(' ');

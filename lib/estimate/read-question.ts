import { architectureOfId, faultsOfId } from '../architecture/architecture-of-id';
import { layoutsThatStart } from '../architecture/layouts-that-start';
import type { Architecture, Layout } from '../architecture/model/architecture';
import { parseConfig } from '../architecture/parse-config';
import { startRefusals } from '../architecture/start-refusals';
import { publishedModels } from '../catalogue/known-models';
import { error, type Finding } from '../contract/findings';
import { nearest } from '../fleet/nearest';
import { askedFormat, formatNames } from './asked-format';
import { askedGpu, gpuLabel, gpuLabels } from './asked-gpu';
import type { Question } from './estimate';
import { formatFaults } from './format-faults';
import { holderName, holds, smallestHolder } from './smallest-holder';

/** What a person asks, in words of the command line. */
export interface Asked {
  /** Id, or path of a `config.json`. */
  readonly model: string;
  /** Content of the file, where the model is a path. */
  readonly config: string | undefined;
  /** @default the format in which the model is published */
  readonly precision: string | undefined;
  readonly kvPrecision: 'bf16' | 'fp8';
  readonly gpu: string;
  readonly gpus: number;
  readonly dataParallel: number;
  readonly expertParallel: boolean;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
}

const source = 'npx polyregion estimate --help';

interface FoundModel {
  readonly architecture: Architecture;
  readonly readFrom: string | undefined;
}

/** The question that the words mean, or everything that is wrong with them. */
export function readQuestion(asked: Asked): Question | readonly Finding[] {
  const model = asked.config === undefined ? modelOfId(asked.model) : modelOfConfig(asked.model, asked.config);
  const type = askedGpu(asked.gpu) ?? unknownGpu(asked.gpu);
  const format =
    'architecture' in model
      ? formatOf(asked.precision ?? formatInId(asked.model, model), model.architecture)
      : undefined;
  const faults = [model, type, format]
    .flat()
    .filter((part): part is Finding => typeof part === 'object' && 'level' in part);
  if (faults.length > 0 || !('architecture' in model) || !('gpuCount' in type) || typeof format !== 'string') {
    return faults;
  }
  const layout: Layout = {
    tensorParallel: asked.gpus / asked.dataParallel,
    dataParallel: asked.dataParallel,
    expertParallel: asked.expertParallel,
  };
  const { inputTokens, outputTokens, concurrency } = asked;
  const question: Question = {
    model: asked.model,
    ...model,
    format,
    kvPrecision: asked.kvPrecision,
    layout,
    type,
    load: { inputTokens, outputTokens, concurrency },
  };
  const refused = [...formatFaults(question, type), ...layoutFaults(question, asked.gpus), ...lengthFaults(question)];
  return refused.length > 0 ? refused : (holdFaults(question, asked.gpus) ?? question);
}

/** Where the architecture was read from the same model in another format, the id says in which format this one is. */
const formatInId = (id: string, { readFrom }: FoundModel): string | undefined =>
  readFrom === undefined || readFrom === id
    ? undefined
    : id
        .toLowerCase()
        .split(/[/_.-]/)
        .findLast((word) => formatNames.includes(word));

function modelOfId(id: string): FoundModel | Finding[] {
  const found = architectureOfId(id);
  if (found !== undefined) {
    return found;
  }
  const faults = faultsOfId(id);
  if (faults.length > 0) {
    return faults.map((fault) => error(['model', id, ...fault.path], { ...fault, source: fault.source ?? source }));
  }
  const ids = publishedModels.map((model) => model.id);
  const guess = nearest(id, ids);
  return [
    error(['model'], {
      problem: 'is not a known model, and its architecture is not guessed',
      got: id,
      expected: `an id among the ${ids.length} known models, or the path of a config.json`,
      fix: `${guess === undefined ? '' : `did you mean ${guess}? or `}take config.json from the model’s repository and name its path`,
      source,
    }),
  ];
}

function modelOfConfig(path: string, text: string): FoundModel | Finding[] {
  const { architecture, faults } = parseConfig(text);
  return architecture === undefined
    ? faults.map((fault) => error([path, ...fault.path], { ...fault, source: fault.source ?? source }))
    : { architecture, readFrom: undefined };
}

const unknownGpu = (name: string): Finding =>
  error(['gpu'], {
    problem: 'is not a GPU whose speed is known',
    got: name,
    expected: `one of ${gpuLabels().join(', ')}, or an instance type that has one`,
    fix: nearest(name, gpuLabels()) === undefined ? 'choose another' : `did you mean ${nearest(name, gpuLabels())}?`,
    source,
  });

function formatOf(name: string | undefined, architecture: Architecture) {
  const own = architecture.quantization.format;
  const format = askedFormat(name ?? (own === 'fp32' || own === 'nf4' ? 'bf16' : own), architecture);
  return (
    format ??
    error(['precision'], {
      problem: 'is not a format of weights that can be sized',
      got: name,
      expected: formatNames.join(', '),
      fix: 'choose another, or leave it out for the format in which the model is published',
      source,
    })
  );
}

function layoutFaults({ architecture, layout, type }: Question, gpus: number): Finding[] {
  if (![1, 2, 4, 8].includes(layout.tensorParallel) || gpus > type.gpuCount) {
    return [
      error(['gpus'], {
        problem:
          gpus > type.gpuCount
            ? `are more than an instance has: at most ${type.gpuCount} ${gpuLabel(type)}`
            : 'must divide into 1, 2, 4 or 8 GPUs for each copy of the attention',
        got: gpus,
        expected: '1, 2, 4 or 8 in one instance',
        fix: 'choose fewer, or a GPU that instances have more of',
        source,
      }),
    ];
  }
  const refusals = startRefusals(architecture, layout);
  const others = refusals.length === 0 ? [] : layoutsThatStart(architecture, layout).map(optionsOf);
  return refusals.map((refusal) =>
    error(['gpus', refusal.key], {
      ...refusal,
      ...(others.length > 0 && { fix: `ask for one of these, if its GPUs hold the weights: ${others.join('; ')}` }),
      source: refusal.source ?? source,
    }),
  );
}

const optionsOf = ({ tensorParallel, dataParallel = 1, expertParallel = false }: Layout): string =>
  [
    `--gpus ${tensorParallel * dataParallel}`,
    ...(dataParallel > 1 ? [`--data-parallel ${dataParallel}`] : []),
    ...(expertParallel ? ['--expert-parallel'] : []),
  ].join(' ');

function lengthFaults({ architecture: { context, task }, load }: Question): Finding[] {
  const tokens = load.inputTokens + load.outputTokens;
  return [
    ...(tokens <= context.longestTokens
      ? []
      : [
          error(['input'], {
            problem: 'and output are longer than the model accepts',
            got: tokens,
            expected: `at most ${context.longestTokens} tokens: ${context.derivation}`,
            fix: 'ask for shorter requests',
            source,
          }),
        ]),
    ...(task === 'generate'
      ? []
      : [
          error(['model'], {
            problem: `is a model that answers with ${task === 'embed' ? 'vectors' : 'ranks'}, not with tokens`,
            got: task,
            expected: 'a model that generates',
            fix: 'plan it in a fleet file, as the embedding or reranking model of a workload',
            source,
          }),
        ]),
  ];
}

function holdFaults(question: Question, gpus: number): readonly Finding[] | undefined {
  const { type, load } = question;
  const tokens = load.inputTokens + load.outputTokens;
  if (holds(question, type, tokens)) {
    return undefined;
  }
  const holder = smallestHolder(question, tokens);
  return [
    error(['gpus'], {
      problem: `cannot hold ${question.model} in ${question.format} and one request of ${tokens} tokens`,
      got: `${gpus} ${gpuLabel(type)}`,
      expected:
        holder === undefined
          ? 'more memory than any instance of AWS has: a replica would need several instances, which are not planned yet'
          : `at least ${holderName(holder)}`,
      fix: holder === undefined ? 'choose a smaller format or model' : 'choose these, or a smaller format',
      source,
    }),
  ];
}

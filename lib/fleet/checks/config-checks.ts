import { configFindings } from '../../architecture/config/config-fault';
import { layoutsThatStart } from '../../architecture/layouts-that-start';
import type { Architecture } from '../../architecture/model/architecture';
import { startRefusals } from '../../architecture/start-refusals';
import { disagreements } from '../../architecture/stated-sizes';
import { possibleTasks } from '../../architecture/task';
import { error, type Finding, showValue, warning } from '../../contract/findings';
import { layoutOf } from '../../contract/replica-layout';
import { configOf, configPath } from '../config-of-model';
import { architectureOf } from '../known-sizes';
import { precisionOf, sizesOf } from '../model-sizes';
import { layoutPath, layoutText } from '../placed-model';
import type { FleetFile } from '../schema';
import { type Check, check } from './check';

type FileModel = FleetFile['models'][number];

const source = 'models of the fleet file: docs/fleet-file.md';

/** A rule about a model and what its `config.json` says. */
const ofArchitecture = (rule: (model: FileModel, architecture: Architecture, index: number) => Finding[]): Check =>
  check(['models'], ({ models }, related) =>
    models.flatMap((model, index) => {
      const architecture = architectureOf(model, related);
      return architecture === undefined ? [] : rule(model, architecture, index);
    }),
  );

const configIsRead = check(['models'], ({ models }, related) =>
  models.flatMap((model, index) => {
    const outcome = configOf(model, related);
    if (outcome?.ok === false) {
      return [
        error(['models', index, 'config'], {
          problem: `cannot be read: ${outcome.reason}`,
          got: model.config,
          expected: "a Hugging Face config.json of the model's architecture",
          fix: 'give its path relative to the fleet file',
          source,
        }),
      ];
    }
    return [...configFindings(configPath(model, index), outcome?.value.faults ?? [])];
  }),
);

/**
 * Keys whose absence says something of its own: weights of 16 bits, positions that are not scaled, a tower without windows. A
 * file that had one of them before would be planned otherwise.
 */
const tellingAbsence =
  /(^|\.)(quantization_config(\.\w+)*\.(weight_block_size|modules_to_not_convert)|quantization_config|(rope_scaling|rope_parameters)(\.(rope_)?type)?|fullatt_block_indexes)$/;

/** What the fleet file states beside the config confirms what the config leaves out. */
const isConfirmed = ({ precision, contextTokens }: FileModel, key: string): boolean =>
  (precision !== undefined && key.endsWith('quantization_config')) ||
  (contextTokens !== undefined && /rope_(scaling|parameters)$/.test(key));

/** Whatever the file leaves out and a plan rests on is said, so that a shortened file is not mistaken for the whole. */
const defaultsAreNamed = ofArchitecture((model, { defaults, source: supplier }, index) => {
  const supplied = defaults
    .filter(({ key, value }) => (value !== null || tellingAbsence.test(key)) && !isConfirmed(model, key))
    .map(({ key, value }) => `${key} ${value === null ? 'none' : showValue(value)}`);
  return model.config === undefined || supplied.length === 0
    ? []
    : [
        warning(['models', index, 'config'], {
          problem: `leaves out what the model's code supplies: ${supplied.join(', ')}`,
          got: undefined,
          expected: 'the whole file as published',
          fix: 'compare these values with the model, or take config.json from its own repository, unchanged; precision and contextTokens beside config confirm what it says of them',
          source: supplier,
        }),
      ];
});

const engineStarts = ofArchitecture((model, architecture, index) => {
  const refusals = startRefusals(architecture, layoutOf(model));
  const others = refusals.length === 0 ? [] : layoutsThatStart(architecture, layoutOf(model));
  return refusals.map(({ key, problem, fix, ...fault }) =>
    error(layoutPath(model, index), {
      ...fault,
      problem: `does not suit ${key}, which ${problem}`,
      fix:
        others.length === 0
          ? fix
          : `write one of these, if its GPUs hold the weights: ${others.map(layoutText).join('; ')}`,
    }),
  );
});

const statedAgrees = ofArchitecture((model, architecture, index) => [
  ...disagreements(architecture, {
    ...(model.parametersBillion !== undefined && { parametersBillion: model.parametersBillion }),
    ...(model.precision !== undefined && { precision: model.precision }),
  }).map(({ field, level, ...fault }) => (level === 'error' ? error : warning)(['models', index, field], fault)),
  ...countsDisagreement(model, architecture, index),
]);

function countsDisagreement(model: FileModel, architecture: Architecture, index: number): Finding[] {
  const sizes = sizesOf(architecture);
  const fix = 'leave it out, or name the config.json of the model that is meant';
  const counts = (['layers', 'kvHeads', 'headDimension'] as const).filter(
    (field) => model[field] !== undefined && model[field] !== sizes[field],
  );
  const { longestTokens, derivation } = architecture.context;
  return [
    ...counts.map((field) =>
      error(['models', index, field], {
        problem: 'is not what config.json gives',
        got: model[field],
        expected: sizes[field] === undefined ? 'nothing, since not all layers keep the same' : String(sizes[field]),
        fix,
        source: architecture.source,
      }),
    ),
    ...(model.contextTokens !== undefined && model.contextTokens > longestTokens
      ? [
          error(['models', index, 'contextTokens'], {
            problem: 'is more than config.json gives',
            got: model.contextTokens,
            expected: `at most ${longestTokens} tokens (${derivation})`,
            fix,
            source: architecture.source,
          }),
        ]
      : []),
  ];
}

const formatIsSized = ofArchitecture((model, { quantization: { format, method } }, index) =>
  precisionOf[format] !== undefined
    ? []
    : [
        error([...configPath(model, index), 'quantization_config'], {
          problem: `stores weights as ${format}, which cannot be sized yet: no throughput of that format was measured`,
          got: method,
          expected: 'weights of 16 bits, FP8, MXFP4 or NVFP4',
          fix: 'take a checkpoint of the same model in one of these formats',
          source,
        }),
      ],
);

/** The engine is told the planned format; left to itself it would take that of the checkpoint. */
const cacheIsAsCalibrated = ofArchitecture(({ kvPrecision }, { quantization: { kvCacheFormat } }, index) =>
  kvCacheFormat === undefined || kvCacheFormat === kvPrecision
    ? []
    : [
        warning(['models', index, 'kvPrecision'], {
          problem: `keeps the cache in 16 bits, though the checkpoint was calibrated for one in ${kvCacheFormat}: it holds half as many tokens`,
          got: kvPrecision,
          expected: `${kvCacheFormat}, for which the checkpoint brings scales`,
          fix: `set kvPrecision: ${kvCacheFormat}, or keep 16 bits on purpose: the engine is told so`,
          source: 'vllm 0.33.0 utils/torch_utils.py, resolve_kv_cache_dtype_string',
        }),
      ],
);

const taskIsPossible = ofArchitecture(({ task }, architecture, index) =>
  possibleTasks(architecture).includes(task)
    ? []
    : [
        error(['models', index, 'task'], {
          problem: `is not what the model can do: its config.json is of a model with the task ${architecture.task}`,
          got: task,
          expected: possibleTasks(architecture).join(' or '),
          fix: 'name a model that has this task, or give this one another task',
          source: architecture.source,
        }),
      ],
);

/** Beyond the length that the engine takes from `config.json` it must be told more, which the fleet does not do. */
const engineIsToldContext = check(['models', 'workloads'], ({ models, workloads }, related) =>
  models.flatMap((model, index) => {
    const context = architectureOf(model, related)?.context;
    const longest = Math.max(
      0,
      ...workloads
        .filter((workload) => workload.model === model.name)
        .map(({ maxInputTokens, maxOutputTokens }) => maxInputTokens + maxOutputTokens),
    );
    return context === undefined || longest <= context.defaultTokens || longest > context.longestTokens
      ? []
      : [
          warning(configPath(model, index), {
            problem: `gives a context of ${context.longestTokens} tokens (${context.derivation}), of which the engine takes ${context.defaultTokens} by itself and refuses more at start`,
            got: longest,
            expected: `at most ${context.defaultTokens} tokens a request, or a changed config.json`,
            fix: overridesFix(context.engineOverrides),
            source: 'vllm 0.33.0 config/model.py, _get_and_verify_max_len',
          }),
        ];
  }),
);

const overridesFix = (overrides: Readonly<Record<string, number>>): string =>
  Object.keys(overrides).length === 0
    ? 'lower maxInputTokens or maxOutputTokens of its workloads'
    : `before artifacts push, set in the config.json of the weights: ${Object.entries(overrides)
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')}`;

export const configChecks = [
  configIsRead,
  defaultsAreNamed,
  engineStarts,
  statedAgrees,
  formatIsSized,
  cacheIsAsCalibrated,
  taskIsPossible,
  engineIsToldContext,
];

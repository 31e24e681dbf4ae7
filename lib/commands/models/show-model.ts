import { Command, Option } from 'commander';
import type { Architecture, Layout } from '../../architecture/model/architecture';
import { tensorParallelSizes } from '../../architecture/places';
import { type GpuInstanceType, gpuInstanceType, gpuInstanceTypeNames } from '../../catalogue/instance-types';
import { error, type Finding } from '../../contract/findings';
import { gpusOf, layoutOf } from '../../contract/replica-layout';
import { gpuMemory, type Serving, smallestLayout } from '../../engine/gpu-memory';
import { didYouMean } from '../../fleet/nearest';
import { modelSummary } from '../../plan/models/model-facts';
import { findingsText } from '../../report/findings-text';
import { gpuMemoryText, modelFactsText } from '../../report/model-text';
import { example, jsonOption, jsonText } from '../fleet-option';
import { readModel } from './read-model';

interface ShowOptions {
  readonly instanceType: string;
  readonly tensorParallel?: string;
  readonly dataParallel?: string;
  readonly expertParallel?: boolean;
  readonly kvPrecision: 'bf16' | 'fp8';
  readonly tokens?: number;
  readonly json?: boolean;
}

/** Longest sequence that is shown unless another is asked for: what most workloads of the examples send. */
const shownTokens = 8192;

export const showModelCommand = (): Command =>
  new Command('show')
    .description('explain the memory that a model takes on each GPU, with its arithmetic, licence and gating')
    .argument('<model>', 'Hugging Face id of a known model, or the path of a config.json')
    .option('--instance-type <name>', 'EC2 instance type with its GPUs', 'p5.48xlarge')
    .addOption(
      new Option(
        '--tensor-parallel <count>',
        'GPUs that share each matrix; without any of these three the layout with the fewest GPUs that holds one sequence',
      ).choices(tensorParallelSizes.map(String)),
    )
    .addOption(
      new Option('--data-parallel <count>', 'copies of the attention, which share the experts').choices(
        tensorParallelSizes.map(String),
      ),
    )
    .option('--expert-parallel', 'whole experts on each GPU instead of a part of each')
    .addOption(new Option('--kv-precision <format>', 'format of the KV cache').choices(['bf16', 'fp8']).default('bf16'))
    .option('--tokens <count>', 'longest sequence; without it 8192, or the context where that is shorter', wholeNumber)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion models show Qwen/Qwen3-32B',
        'npx polyregion models show openai/gpt-oss-120b --tensor-parallel 2 --tokens 32768',
        'npx polyregion models show deepseek-ai/DeepSeek-R1 --instance-type p5en.48xlarge --data-parallel 8 --expert-parallel',
        'npx polyregion models show my-model/config.json --instance-type g6e.12xlarge',
      ),
    )
    .action(show);

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function show(asked: string, options: ShowOptions): void {
  const { facts, findings } = readModel(asked);
  const type = gpuInstanceType(options.instanceType);
  const faults = [...findings, ...optionFaults(options, facts?.parsed.architecture, type)];
  const architecture = facts?.parsed.architecture;
  if (facts === undefined || type === undefined || architecture === undefined || faults.length > 0) {
    process.stdout.write(options.json ? jsonText({ model: facts && modelSummary(facts), findings: faults }) : '');
    process.stderr.write(
      options.json ? '' : `${facts ? modelFactsText(modelSummary(facts)) : ''}${findingsText(faults)}`,
    );
    process.exitCode = 1;
    return;
  }
  const serving = servingOf(architecture, options, type);
  const memory = gpuMemory(architecture, serving);
  process.stdout.write(
    options.json
      ? jsonText({
          model: modelSummary(facts),
          serving: { ...serving, ...serving.layout, layout: undefined, type: type.name },
          memory,
        })
      : `${modelFactsText(modelSummary(facts))}${gpuMemoryText(memory, serving)}`,
  );
}

function servingOf(architecture: Architecture, options: ShowOptions, type: GpuInstanceType): Serving {
  const sequenceTokens = options.tokens ?? Math.min(shownTokens, architecture.context.longestTokens);
  const asked = { type, kvPrecision: options.kvPrecision, sequenceTokens };
  return {
    ...asked,
    layout: statedLayout(options) ?? smallestLayout(architecture, asked) ?? { tensorParallel: type.gpuCount },
  };
}

/** Undefined where nothing of it is stated. */
const statedLayout = ({ tensorParallel, dataParallel, expertParallel }: ShowOptions): Layout | undefined =>
  tensorParallel === undefined && dataParallel === undefined && expertParallel === undefined
    ? undefined
    : layoutOf({
        tensorParallel: Number(tensorParallel ?? 1),
        dataParallel: Number(dataParallel ?? 1),
        expertParallel,
      });

function optionFaults(
  options: ShowOptions,
  architecture: Architecture | undefined,
  type: GpuInstanceType | undefined,
): readonly Finding[] {
  const { instanceType, tokens } = options;
  const gpus = gpusOf(statedLayout(options) ?? { tensorParallel: 1 });
  const fault = (option: string, problem: string, got: unknown, expected: string, fix: string): Finding =>
    error([option], { problem, got, expected, fix, source: 'npx polyregion models show --help' });
  const longest = architecture?.context.longestTokens ?? Number.POSITIVE_INFINITY;
  return [
    ...(type === undefined
      ? [
          fault(
            '--instance-type',
            'is no known GPU instance type',
            instanceType,
            'a type of the catalogue',
            didYouMean(instanceType, gpuInstanceTypeNames),
          ),
        ]
      : []),
    ...(type !== undefined && gpus > type.gpuCount
      ? [
          fault(
            '--tensor-parallel',
            `${options.dataParallel === undefined ? 'is' : 'times --data-parallel is'} more than the GPUs of ${type.name}`,
            gpus,
            `at most ${type.gpuCount}`,
            'take fewer, or a larger type',
          ),
        ]
      : []),
    ...(tokens !== undefined && !(tokens >= 1 && tokens <= longest)
      ? [
          fault(
            '--tokens',
            'is no length that the model takes',
            tokens,
            `a whole number from 1 to ${Number.isFinite(longest) ? longest : 'the context of the model'}`,
            'ask for shorter sequences',
          ),
        ]
      : []),
  ];
}

import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { hasErrors } from '../contract/findings';
import { estimate } from '../estimate/estimate';
import { readQuestion } from '../estimate/read-question';
import { estimateText } from '../report/estimate-text';
import { findingsText } from '../report/findings-text';
import { example, jsonOption, jsonText } from './fleet-option';
import { readSmallFile } from './read-small-file';

interface EstimateOptions {
  readonly model: string;
  readonly precision?: string;
  readonly kvPrecision: 'bf16' | 'fp8';
  readonly gpu: string;
  readonly gpus: number;
  readonly dataParallel: number;
  readonly expertParallel: boolean;
  readonly input: number;
  readonly output: number;
  readonly concurrency: number;
  readonly json?: boolean;
}

export const estimateCommand = (): Command =>
  new Command('estimate')
    .description('estimate memory, latency and throughput of one replica of a model, without a fleet file')
    .requiredOption('--model <id>', 'Hugging Face id of a known model, or the path of a config.json')
    .option(
      '--precision <format>',
      'format of the weights: bf16, fp8, int8, int4, nvfp4, mxfp4; unless given, as published',
    )
    .addOption(new Option('--kv-precision <format>', 'format of the KV cache').choices(['bf16', 'fp8']).default('bf16'))
    .requiredOption('--gpu <name>', 'GPU, such as H100, A100-80 or L40S, or an instance type that has it')
    .option('--gpus <count>', 'GPUs of the replica', count, 1)
    .option('--data-parallel <count>', 'copies of the attention among those GPUs', count, 1)
    .option('--expert-parallel', 'whole experts on each GPU instead of a part of each', false)
    .requiredOption('--input <tokens>', 'mean tokens of a prompt', count)
    .requiredOption('--output <tokens>', 'mean tokens of an answer', count)
    .requiredOption('--concurrency <requests>', 'requests in flight', count)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion estimate --model Qwen/Qwen3-32B --precision fp8 --gpu H100 --gpus 2 --input 2000 --output 300 --concurrency 32',
      ),
    )
    .action((options: EstimateOptions) => {
      const config = existsSync(options.model) ? readSmallFile(options.model, 'a config.json') : undefined;
      const { input: inputTokens, output: outputTokens } = options;
      const question =
        typeof config === 'object'
          ? [config]
          : readQuestion({ ...options, precision: options.precision, config, inputTokens, outputTokens });
      if (!('model' in question)) {
        process.stderr.write(options.json ? jsonText({ findings: question }) : findingsText(question));
        process.exitCode = hasErrors(question) ? 1 : 0;
        return;
      }
      const answer = estimate(question);
      if (answer !== undefined) {
        process.stdout.write(options.json ? jsonText(answer) : estimateText(answer));
      }
    });

function count(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('must be a number above 0.');
  }
  return value;
}

import type { ColumnFormat } from '../format';

/**
 * Azure LLM inference traces of 2023 and 2024. A time has seven decimals and no zone in 2023, and six decimals and
 * `+00:00` in 2024, where a row on a full second has no decimals.
 *
 * @see https://github.com/Azure/AzurePublicDataset: data/AzureLLMInferenceTrace_conv.csv and
 * AzureLLMInferenceDataset2024.md, read 2026-11-26
 */
export const azure: ColumnFormat = {
  name: 'Azure LLM inference trace',
  time: 'TIMESTAMP',
  input: 'ContextTokens',
  output: 'GeneratedTokens',
  unit: 'dates only',
  zeroOutputIsFailure: false,
};

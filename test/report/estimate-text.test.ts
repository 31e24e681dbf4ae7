import { describe, expect, test } from 'vitest';
import { estimate } from '../../lib/estimate/estimate';
import { readQuestion } from '../../lib/estimate/read-question';
import { estimateText } from '../../lib/report/estimate-text';

function textOf(model: string, gpu: string, gpus: number): string {
  const question = readQuestion({
    ...{ model, gpu, gpus, config: undefined, precision: undefined, kvPrecision: 'bf16' },
    ...{ dataParallel: 1, expertParallel: false, inputTokens: 1155.4, outputTokens: 211.1, concurrency: 500 },
  });
  const answer = 'model' in question ? estimate(question) : undefined;
  if (answer === undefined) {
    throw new Error(JSON.stringify(question));
  }
  return estimateText(answer);
}

/** A row of a table of measurements is one word, however long. */
const isOneWord = (line: string): boolean => !line.trim().includes(' ');

describe('the text of an estimate', () => {
  test.each([
    ['openai/gpt-oss-120b', 'H200', 2],
    ['Qwen/Qwen3-Next-80B-A3B-Instruct', 'RTX-PRO-SERVER-6000', 8],
    ['Qwen/Qwen2.5-7B-Instruct', 'A100-40', 1],
  ])('of %s on %s fits 80 columns', (model, gpu, gpus) => {
    const lines = textOf(model, gpu, gpus).split('\n');

    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => line.length > 80 && !isOneWord(line))).toEqual([]);
  });

  test('names measured points with what they were measured at, and where', () => {
    expect(textOf('openai/gpt-oss-120b', 'H200', 2).replace(/\s+/g, ' ')).toMatch(
      /ms per output token: openai\/gpt-oss-120b mxfp4 on H200 TP2, [\d.,]+ \+ [\d.,]+ tokens, \d+ in flight silicon sample \d{4}_/,
    );
  });
});

// Stands in for `vllm bench serve` where vLLM is not installed: the same arguments, real requests to the engine, and the fields
// of its result that are read, in the form of test/engine/vllm-bench-serve.json.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const values = process.argv.slice(2);
const option = (name, otherwise) => (values.includes(name) ? values[values.indexOf(name) + 1] : otherwise);
const number = (name, otherwise) => Number(option(name, otherwise));

const [model, baseUrl, endpoint] = [option('--model'), option('--base-url'), option('--endpoint')];
const [requests, concurrency, rate] = [
  number('--num-prompts'),
  number('--max-concurrency'),
  number('--request-rate', 0),
];
const [inputTokens, outputTokens] = [
  number('--random-input-len') + number('--random-prefix-len', 0),
  number('--random-output-len'),
];

/** Of the test engine, a token is four characters. */
const prompt = (index) => `${index} `.padEnd(4 * inputTokens, 'ab ');

async function ask(index) {
  const started = performance.now();
  const answer = await fetch(`${baseUrl}${endpoint}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, prompt: prompt(index), max_tokens: outputTokens, ignore_eos: true, stream: true }),
  });
  let first;
  for await (const _ of answer.body) {
    first ??= performance.now() - started;
  }
  const latency = performance.now() - started;
  return { ok: answer.ok, first, latency, perToken: (latency - first) / (outputTokens - 1) };
}

const answers = [];
let next = 0;
const started = performance.now();
const worker = async (slot) => {
  await wait(rate > 0 ? (slot * 1000) / rate : 0);
  while (next < requests) {
    next += 1;
    answers.push(await ask(next));
  }
};
await Promise.all(Array.from({ length: concurrency }, (_, slot) => worker(slot)));

const seconds = (performance.now() - started) / 1000;
const good = answers.filter(({ ok }) => ok);
const at = (share, pick) => good.map(pick).sort((a, b) => a - b)[Math.ceil(share * good.length) - 1];
const result = {
  model_id: model,
  max_concurrency: concurrency,
  duration: seconds,
  completed: good.length,
  failed: answers.length - good.length,
  total_input_tokens: good.length * inputTokens,
  total_output_tokens: good.length * outputTokens,
  request_throughput: good.length / seconds,
  median_ttft_ms: at(0.5, ({ first }) => first),
  p95_ttft_ms: at(0.95, ({ first }) => first),
  median_tpot_ms: at(0.5, ({ perToken }) => perToken),
  p95_tpot_ms: at(0.95, ({ perToken }) => perToken),
  mean_e2el_ms: good.reduce((sum, { latency }) => sum + latency, 0) / good.length,
};
writeFileSync(join(option('--result-dir'), option('--result-filename')), JSON.stringify(result));

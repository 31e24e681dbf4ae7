import { compareRows } from '../../lib/catalogue/table-text';
import { type Cell, type Row, writeTable } from './raw-tables';

const single = (size = ''): boolean => size === '' || size === '1';

/** The vLLM rows of the sample whose prompts and answers run on the same GPUs. */
export function importMeasuredThroughput(rows: readonly Row[]): void {
  writeTable(
    'measured-throughput.json',
    {
      source: 'ai-dynamo/aiconfigurator silicon_sample.csv, commit 095f58a5, vLLM rows with one pipeline stage',
      url: 'https://github.com/ai-dynamo/aiconfigurator',
      date: '2026-04-21',
      licence: 'Apache-2.0, see LICENSE.aiconfigurator',
      note: 'date is the newest row; rows without a date have null; Qwen/Qwen3-32B without a precision is bf16, as that repository publishes it; tp_size n with attention data parallelism is n copies of the attention on n GPUs, since no instance has the n × n GPUs of the other reading',
    },
    [
      'id',
      'measuredDate',
      'engineVersion',
      'model',
      'gpu',
      'precision',
      'tensorParallel',
      'dataParallel',
      'expertParallel',
      'inputTokens',
      'outputTokens',
      'concurrency',
      'timeToFirstTokenMs',
      'timePerOutputTokenMs',
    ],
    rows
      .filter((row) => row.backend === 'vllm' && row.mode === 'agg' && single(row.pp_size) && isOneLayout(row))
      .map(cells)
      .sort(compareRows),
  );
}

/** Rows without attention data parallelism whose experts are on other GPUs than their attention leave the layout open. */
const isOneLayout = (row: Row): boolean =>
  row.attention_dp_size !== '' ||
  Number(row.moe_tp_size) * Number(row.moe_ep_size) <= 1 ||
  Number(row.moe_tp_size) * Number(row.moe_ep_size) === Number(row.tp_size);

function cells(row: Row): Cell[] {
  const gpus = Number(row.tp_size);
  const spread = !single(row.attention_dp_size);
  return [
    row.id ?? '',
    row.measured_date || null,
    row.backend_version || null,
    row.model_path ?? '',
    (row.system ?? '').replace(/_sxm$/, '').toUpperCase(),
    row.precision || 'bf16',
    spread ? 1 : gpus,
    spread ? gpus : 1,
    Number(row.moe_ep_size || 1) > 1,
    Number(row.isl),
    Number(row.osl),
    Number(row.concurrency || row.batch_size),
    Number(row.silicon_ttft_ms),
    Number(row.silicon_tpot_ms),
  ];
}

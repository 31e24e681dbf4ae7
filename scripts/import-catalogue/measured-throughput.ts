import { compareRows } from '../../lib/catalogue/table-text';
import { type Row, writeTable } from './raw-tables';

const single = (size = ''): boolean => size === '' || size === '1';

export function importMeasuredThroughput(rows: readonly Row[]): void {
  writeTable(
    'measured-throughput.json',
    {
      source:
        'ai-dynamo/aiconfigurator silicon_sample.csv, commit 095f58a5, vLLM rows with one pipeline stage and no attention data parallelism',
      url: 'https://github.com/ai-dynamo/aiconfigurator',
      date: '2026-04-21',
      licence: 'Apache-2.0, see LICENSE.aiconfigurator',
      note: 'date is the newest row; rows without a date have null; Qwen/Qwen3-32B without a precision is bf16, as that repository publishes it',
    },
    [
      'id',
      'measuredDate',
      'engineVersion',
      'model',
      'gpu',
      'precision',
      'tensorParallel',
      'inputTokens',
      'outputTokens',
      'concurrency',
      'timeToFirstTokenMs',
      'timePerOutputTokenMs',
    ],
    rows
      .filter(
        (row) => row.backend === 'vllm' && row.mode === 'agg' && single(row.pp_size) && single(row.attention_dp_size),
      )
      .map((row) => [
        row.id ?? '',
        row.measured_date || null,
        row.backend_version || null,
        row.model_path ?? '',
        (row.system ?? '').replace(/_sxm$/, '').toUpperCase(),
        row.precision || 'bf16',
        Number(row.tp_size),
        Number(row.isl),
        Number(row.osl),
        Number(row.concurrency || row.batch_size),
        Number(row.silicon_ttft_ms),
        Number(row.silicon_tpot_ms),
      ])
      .sort(compareRows),
  );
}

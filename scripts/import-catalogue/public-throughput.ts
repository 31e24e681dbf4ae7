import { compareRows } from '../../lib/catalogue/table-text';
import { type Cell, type Row, writeTable } from './raw-tables';

export function importPublicThroughput(rows: readonly Row[]): void {
  writeTable(
    'public-throughput.json',
    {
      source: 'public repositories, pages and threads, named row by row',
      url: 'https://github.com',
      date: '2026-11-26',
      licence: 'row by row; rows marked facts only are numbers with their source, and no file was copied',
      note: 'vLLM 0.8 or later under a closed loop, or at an open rate with its mean in flight by Little; boards that AWS rents; no row whose own figures contradict each other, of an engine without CUDA graphs, or of one with fewer CPUs than processes. Replicas behind a proxy are given as one replica. kvPrecision is null where it is not stated.',
    },
    [
      'id',
      'sourceId',
      'model',
      'gpu',
      'gpuMemoryGB',
      'weightFormat',
      'kvPrecision',
      'tensorParallel',
      'expertParallel',
      'engineVersion',
      'inputTokens',
      'outputTokens',
      'concurrency',
      'timeToFirstTokenSeconds',
      'timePerOutputTokenSeconds',
      'source',
      'measuredDate',
      'licence',
    ],
    rows.flatMap(publicRow).sort(compareRows),
  );
}

/** Names of GPUs and their memory in GB, as EC2 and makers give them. */
const gpus: Readonly<Record<string, readonly [gpu: string, memoryGB: number]>> = {
  'A100-40': ['A100', 40],
  'A100-80': ['A100', 80],
  A10G: ['A10G', 24],
  B200: ['B200', 180],
  B300: ['B300', 288],
  H100: ['H100', 80],
  H200: ['H200', 141],
  L4: ['L4', 24],
  L40S: ['L40S', 48],
  'RTX PRO 6000': ['RTX-PRO-SERVER-6000', 96],
  T4: ['T4', 16],
};

/** Methods whose time to first token is service, not the queue of a synchronised start. */
const steadySources = [
  'techbromoho-l40s',
  'accelmark',
  'inferencex-export',
  'nebius-inferencex-rerun',
  'inference-bench',
];

/** Runs whose own files say that no plan would start an engine like that: [source and path, what they say]. */
const notServedSo: readonly (readonly [source: RegExp, why: string])[] = [
  [
    /^FreedomIntelligence\/AccelMark .*_suite_C_nvidia_vllm020_0f6c56e4_ffd81462\//,
    'w4a16, w8a16 and w8a8 ran without CUDA graphs: result.json of each, task.extra_config.enforce_eager',
  ],
  [
    /^heyram74\/nebius_sopertors_inferencex_benchmark .*gptoss_h200_vllm22\.0_sweep1\//,
    'two CPU threads were there for up to ten processes: server.log, "Reducing Torch parallelism from 2 threads to 1"',
  ],
];

/** A row of the table from a row of the source; none where a fit may not use it. */
function publicRow(row: Row): Cell[][] {
  const gpu = gpus[row.gpu ?? ''];
  const inputTokens = Number(row.input_tokens) || Number(/about (\d+) by the README/.exec(row.workload ?? '')?.[1]);
  const outputTokens = Number(row.output_tokens);
  const replicas = Number(row.dp || 1);
  const concurrency = inFlight(row, outputTokens) / replicas;
  const perOutputToken = timePerOutputToken(row, concurrency * replicas, outputTokens);
  if (
    row.usable !== 'yes' ||
    row.engine !== 'vLLM' ||
    /--enforce-eager/.test(row.note ?? '') ||
    notServedSo.some(([source]) => source.test(row.source ?? '')) ||
    !/^(closed|open) loop/.test(row.load_mode ?? '') ||
    gpu === undefined ||
    !(inputTokens > 0 && outputTokens > 1 && concurrency > 0 && perOutputToken > 0)
  ) {
    return [];
  }
  const firstToken = Number(row.ttft_p50_s || row.ttft_mean_s);
  return [
    [
      row.row_id ?? '',
      row.source_id ?? '',
      (row.model ?? '').replace(/ \(page: .*\)$/, ''),
      ...gpu,
      weightFormat(row),
      row.kv_precision === 'fp8' ? 'fp8' : row.kv_precision === 'auto' ? 'bf16' : null,
      Number(row.tp || 1),
      Number(row.ep || 1) > 1,
      row.engine_version || null,
      inputTokens,
      outputTokens,
      rounded(concurrency),
      steadySources.includes(row.source_id ?? '') && firstToken > 0 ? firstToken : null,
      rounded(perOutputToken),
      row.source ?? '',
      row.date ?? '',
      row.licence || 'facts only',
    ],
  ];
}

const rounded = (value: number): number => Number(value.toPrecision(5));

function weightFormat({ precision = '', model = '' }: Row): string {
  const format = ['nvfp4', 'mxfp4', 'int4', 'int8', 'fp8'].find((name) => precision.startsWith(name));
  return format ?? (precision === 'fp4' ? (model.includes('gpt-oss') ? 'mxfp4' : 'nvfp4') : 'bf16');
}

/** Stated, or by Little's law: requests a second × seconds a request. */
function inFlight(row: Row, outputTokens: number): number {
  const stated = Number(row.concurrency);
  const rate = Number(row.requests_s);
  const perOutputToken = Number(row.tpot_p50_s || row.tpot_mean_s);
  return stated > 0 ? stated : rate * (Number(row.ttft_p50_s) + outputTokens * perOutputToken);
}

/** The median, since means hold pauses of the start; else what remains of a request, of the mean by Little's law. */
function timePerOutputToken(row: Row, concurrency: number, outputTokens: number): number {
  const stated = Number(row.tpot_p50_s || row.tpot_mean_s);
  const request = Number(row.e2e_mean_s) || concurrency / Number(row.requests_s);
  return stated > 0 ? stated : (request - Number(row.ttft_p50_s || 0)) / (outputTokens - 1);
}

/**
 * Rewrites `lib/catalogue/data/*.json` from raw public tables.
 *
 *   node dist/scripts/import-catalogue.js RAW_DIRECTORY
 *
 * RAW_DIRECTORY holds the CSV files named below, as their sources publish them (see each provenance).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type PriceRow, priceTableText } from '../lib/catalogue/price-table';
import { isRegionZone } from '../lib/catalogue/region-zone';
import { compareRows, tableText } from '../lib/catalogue/table-text';

type Row = Record<string, string>;
type Cell = string | number | null;

const raw = process.argv[2];
if (raw === undefined) {
  throw new Error(
    'raw directory: missing, expected the folder with the raw CSV files; usage: import-catalogue RAW_DIRECTORY',
  );
}
const dataDirectory = join(__dirname, '../../lib/catalogue/data');

function readCsv(path: string): Row[] {
  const bytes = readFileSync(join(raw as string, path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

function writeData(file: string, text: string): void {
  writeFileSync(join(dataDirectory, file), text);
}

const writeTable = (file: string, provenance: object, columns: string[], rows: Cell[][]): void =>
  writeData(file, tableText({ provenance, columns }, rows));

const numberOrNull = (text = ''): number | null => (text === '' ? null : Number(text));

const instanceTypeRows = readCsv('aws-gpu-specs/aws-gpu-specs.csv').map((row) => [
  row.instanceType ?? '',
  (row.gpuName ?? '').toUpperCase(),
  Number(row.gpuCount),
  Number(row.gpuMemoryMiBEach),
  Number(row.vcpus),
  Number(row.memoryMiB),
  Number(row.networkMbps),
  Number(row.ebsMbps),
  Number(row.localNvmeGB),
]);
writeTable(
  'instance-types.json',
  {
    source: 'aws/karpenter-provider-aws instance-types.md, commit 1d927085',
    url: 'https://github.com/aws/karpenter-provider-aws',
    date: '2026-07',
    licence: 'facts from an Apache-2.0 repository',
  },
  [
    'instanceType',
    'gpu',
    'gpuCount',
    'gpuMemoryMiBEach',
    'vcpus',
    'memoryMiB',
    'networkMbps',
    'ebsMbps',
    'localNvmeGB',
  ],
  instanceTypeRows.sort(compareRows),
);

const spotRows = readCsv('aws-gpu-prices/aws-gpu-prices-zones.csv');
const spotUsdPerHour = (instanceType: string, zoneId: string): number | null =>
  numberOrNull(spotRows.find((row) => row.instanceType === instanceType && row.zoneId === zoneId)?.spotUsdPerHour);
writeData(
  'prices.json',
  priceTableText({
    provenance: {
      source: 'skypilot-org/skypilot-catalog catalogs/v8/aws/vms.csv, commit 00148f2a',
      url: 'https://github.com/skypilot-org/skypilot-catalog',
      date: '2026-03-24',
      licence: 'facts only',
      note: 'read off between 2026-01-20 and 2026-03-24; us-east-1 agrees with a table of 2026-07-20 on all 36 common types; null = not published there; spot is one instant, zone by zone in the order of zoneIds; a zone is an offering, not capacity',
    },
    regionProvenance: {},
    rows: readCsv('aws-gpu-prices/aws-gpu-prices.csv').map((row): PriceRow => {
      const zoneIds = (row.zoneIds ?? '').split(';').filter(isRegionZone);
      return [
        row.instanceType ?? '',
        row.region ?? '',
        numberOrNull(row.onDemandUsdPerHour),
        zoneIds,
        zoneIds.map((zoneId) => spotUsdPerHour(row.instanceType ?? '', zoneId)),
      ];
    }),
  }),
);

/** The name that AWS gives a GPU, where the source has another name. */
const gpuNames: Record<string, string> = { 'RTX PRO 6000 Server': 'RTX-PRO-SERVER-6000' };
writeTable(
  'gpu-peaks.json',
  {
    source: 'ai-dynamo/aiconfigurator src/aiconfigurator/systems/*.yaml, commit 095f58a5',
    url: 'https://github.com/ai-dynamo/aiconfigurator',
    date: '2026-04-21',
    licence: 'Apache-2.0, see LICENSE.aiconfigurator',
    note: 'dense peaks, without sparsity; null = the GPU has no such arithmetic; interconnect is one direction of one GPU; the date is that of the newest measurement in the same commit',
  },
  [
    'gpu',
    'memoryMiB',
    'memoryBytesPerSecond',
    'bf16FlopsPerSecond',
    'fp8FlopsPerSecond',
    'fp4FlopsPerSecond',
    'interconnectBytesPerSecond',
  ],
  readCsv('gpu-peaks/gpu-peaks.csv')
    .map((row) => [
      gpuNames[row.gpu ?? ''] ?? row.gpu ?? '',
      Math.round(Number(row.memoryBytes) / 2 ** 20),
      Number(row.memoryBandwidthBytesPerSecond),
      Number(row.bf16FlopsPerSecond),
      numberOrNull(row.fp8FlopsPerSecond),
      numberOrNull(row.fp4FlopsPerSecond),
      Number(row.intraNodeBytesPerSecondPerGpu),
    ])
    .sort(compareRows),
);

const single = (size = ''): boolean => size === '' || size === '1';
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
  readCsv('vllm-measured/silicon_sample.csv.gz')
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

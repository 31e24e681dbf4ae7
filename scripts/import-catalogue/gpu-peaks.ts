import { compareRows } from '../../lib/catalogue/table-text';
import { gpuName } from './gpu-name';
import { mebi, type Row, writeTable } from './raw-tables';

const tera = (text: string | undefined): number | null =>
  text === undefined || text === '' || text === 'no' ? null : Math.round(Number(text) * 1e12);
/** Bandwidth to the other GPUs in one direction: half of NVLink's total, else the PCI Express link. */
const linkGBps = ({ interconnect = '', nvlinkGBpsTotal = '' }: Row): number => {
  const pcie: Record<string, number> = { Gen3: 16, Gen4: 32, Gen5: 64 };
  const generation = /PCIe (Gen\d)/.exec(interconnect)?.[1] ?? '';
  return nvlinkGBpsTotal === '' ? (pcie[generation] as number) : Number(nvlinkGBpsTotal) / 2;
};
/** What was read where the table's own source has no row, by the GPU's name in the raw table. */
const otherPeakSources: Record<string, string> = {
  T4: "lightning-fabric 2.6.6 utilities/throughput.py (arithmetic, from the maker's datasheet); hf.co/RajBhope/gpu-runtime-predictor (bandwidth)",
  A10G: 'quotes of the AWS A10G datasheet in public repositories; baseten.co/blog/nvidia-a10-vs-a10g-for-ml-model-inference (bandwidth)',
  'A100-40GB SXM':
    "lightning-fabric 2.6.6 utilities/throughput.py (arithmetic, from the maker's datasheet); hf.co/RajBhope/gpu-runtime-predictor (bandwidth)",
};
/** Figures about which public sources disagree. */
const disputes: Record<string, string> = {
  A10G: 'bf16 of 62.5, 70 and 125 × 10¹² FLOP/s without sparsity are published',
  B200: 'memory bandwidths of 7.7 and 8.0 × 10¹² bytes/s are published',
  B300: 'fp4 of 13.1, 14 and 15 × 10¹⁵ FLOP/s without sparsity are published',
};
export function importGpuPeaks(rows: readonly Row[]): void {
  writeTable(
    'gpu-peaks.json',
    {
      source: 'ai-dynamo/aiconfigurator src/aiconfigurator/systems/*.yaml, commit 095f58a5',
      url: 'https://github.com/ai-dynamo/aiconfigurator',
      date: '2026-08-21',
      licence: 'Apache-2.0, see LICENSE.aiconfigurator',
      note: "dense peaks, without sparsity; bf16 is fp16 where the GPU has no bf16; null = the GPU has no such arithmetic; interconnect is one direction of one GPU, and without NVLink that of its PCI Express link; memory as drivers report it; otherSource: what was read instead of the table's own source; disputed: figures about which public sources disagree",
    },
    [
      'gpu',
      'memoryMiB',
      'memoryBytesPerSecond',
      'bf16FlopsPerSecond',
      'fp8FlopsPerSecond',
      'fp4FlopsPerSecond',
      'interconnectBytesPerSecond',
      'otherSource',
      'disputed',
    ],
    rows
      .filter(({ bandwidthGBps }) => bandwidthGBps !== '')
      .map((row) => [
        gpuName(row.gpu),
        mebi(row.memoryGiBReportedOnEC2),
        Number(row.bandwidthGBps) * 1e9,
        tera(row.denseBf16TFLOPS) ?? tera(row.denseFp16TFLOPS),
        tera(row.denseFp8TFLOPS),
        tera(row.denseFp4TFLOPS),
        linkGBps(row) * 1e9,
        otherPeakSources[row.gpu ?? ''] ?? null,
        disputes[row.gpu ?? ''] ?? null,
      ])
      .sort(compareRows),
  );
}

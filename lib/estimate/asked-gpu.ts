import { gpuPeaks } from '../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';

/** Types whose GPUs' peaks are known, one for each GPU and memory size, that with the most GPUs. */
const largest: readonly GpuInstanceType[] = [
  ...new Map(
    [...gpuInstanceTypes]
      .filter(({ gpu, gpuMemoryMiB }) => gpuPeaks(gpu, gpuMemoryMiB) !== undefined)
      .sort((a, b) => a.gpuCount - b.gpuCount)
      .map((type) => [`${type.gpu} ${gigabytes(type)}`, type]),
  ).values(),
];

/** As makers name it: a GPU of 80 GB reports 79 GiB or 81,152 MiB. */
function gigabytes({ gpuMemoryMiB }: Pick<GpuInstanceType, 'gpuMemoryMiB'>): number {
  const sizes = [16, 24, 32, 40, 48, 80, 96, 141, 180, 192, 288];
  const size = (gpuMemoryMiB * 2 ** 20) / 1e9;
  return sizes.reduce((best, one) => (Math.abs(one - size) < Math.abs(best - size) ? one : best));
}

const sameName = new Set(['A100']);

/** `A100-80`, `H100`: a GPU with its memory where EC2 has variants of it. */
export const gpuLabel = (type: GpuInstanceType): string =>
  sameName.has(type.gpu) ? `${type.gpu}-${gigabytes(type)}` : type.gpu;

export const gpuLabels = (): readonly string[] => largest.map(gpuLabel).sort();

const plain = (name: string): string =>
  name
    .toUpperCase()
    .replace(/NVIDIA|TENSOR CORE|BLACKWELL|SERVER|EDITION|SXM\d?|GB\b/g, '')
    .replace(/[^A-Z0-9]/g, '');

/** An instance type with that GPU, the one with the most of them; a name of an instance type is that type. */
export function askedGpu(name: string): GpuInstanceType | undefined {
  const byType = gpuInstanceType(name);
  const wanted = plain(name);
  const variants = largest.filter(
    (type) =>
      wanted === plain(type.gpu) ||
      wanted === plain(gpuLabel(type)) ||
      wanted === plain(`${type.gpu}${gigabytes(type)}`),
  );
  return byType ?? variants.sort((a, b) => b.gpuMemoryMiB - a.gpuMemoryMiB)[0];
}

import table from './data/instance-types.json';
import type { Provenance } from './provenance';

/** A GPU instance type as AWS offers it. */
export interface GpuInstanceType {
  readonly name: string;
  /** GPU model in capitals, for example `H100`. */
  readonly gpu: string;
  readonly gpuCount: number;
  /** Memory of one GPU, MiB. */
  readonly gpuMemoryMiB: number;
  /** NVIDIA's number of what the GPU can do: 7.5 Turing, 8.0 and 8.6 Ampere, 8.9 Ada, 9.0 Hopper, 10.0 to 12.0 Blackwell. */
  readonly computeCapability: number;
  readonly vcpus: number;
  /** Maximum EBS bandwidth, Mbit/s. */
  readonly ebsMbps: number;
  /** Local NVMe disks, GB; 0 where there are none. */
  readonly localNvmeGB: number;
}

export const instanceTypesProvenance: Provenance = table.provenance;

type Row = [
  name: string,
  gpu: string,
  gpuCount: number,
  gpuMemoryMiB: number,
  computeCapability: number,
  vcpus: number,
  memoryMiB: number,
  networkMbps: number,
  ebsMbps: number,
  localNvmeGB: number,
];

const byName = new Map<string, GpuInstanceType>(
  (table.rows as Row[]).map(
    ([name, gpu, gpuCount, gpuMemoryMiB, computeCapability, vcpus, , , ebsMbps, localNvmeGB]) => [
      name,
      { name, gpu, gpuCount, gpuMemoryMiB, computeCapability, vcpus, ebsMbps, localNvmeGB },
    ],
  ),
);

export const gpuInstanceTypes: readonly GpuInstanceType[] = [...byName.values()];

export const gpuInstanceTypeNames: readonly string[] = [...byName.keys()];

export function gpuInstanceType(name: string): GpuInstanceType | undefined {
  return byName.get(name);
}

/** Wildcards that the EC2 API understands and that match every GPU family of the catalogue. */
export const gpuFamilyPatterns: readonly string[] = ['g*', 'p*'];

/** Whether one of these wildcards matches the type. The type need not be in the catalogue. */
export const isOfGpuFamily = (name: string): boolean =>
  gpuFamilyPatterns.some((pattern) => name.startsWith(pattern.replace('*', '')));

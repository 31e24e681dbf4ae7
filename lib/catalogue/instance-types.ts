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
  readonly vcpus: number;
}

export const instanceTypesProvenance: Provenance = table.provenance;

const byName = new Map<string, GpuInstanceType>(
  (table.rows as [string, string, number, number, number][]).map(([name, gpu, gpuCount, gpuMemoryMiB, vcpus]) => [
    name,
    { name, gpu, gpuCount, gpuMemoryMiB, vcpus },
  ]),
);

export const gpuInstanceTypes: readonly GpuInstanceType[] = [...byName.values()];

export const gpuInstanceTypeNames: readonly string[] = [...byName.keys()];

export function gpuInstanceType(name: string): GpuInstanceType | undefined {
  return byName.get(name);
}

/** Wildcards that the EC2 API understands and that match every GPU family of the catalogue. */
export const gpuFamilyPatterns: readonly string[] = ['g*', 'p*'];

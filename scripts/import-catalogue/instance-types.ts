import { compareRows } from '../../lib/catalogue/table-text';
import { gpuName } from './gpu-name';
import { mebi, type Row, writeTable } from './raw-tables';

/** Whole NVIDIA GPUs in x86-64 machines that every account can rent by the hour. */
export const isPlanned = ({ instanceType = '', nvidia, gpuCount, arch, saleStatus = '' }: Row): boolean =>
  !instanceType.endsWith('.metal') &&
  nvidia === 'yes' &&
  Number(gpuCount) >= 1 &&
  arch === 'amd64' &&
  !/retired|previous generation/.test(saleStatus);
const mega = (giga: string | undefined): number => Math.round(Number(giga) * 1000);
/** Memory that drivers report, where it is more than 5 % below the nominal size of the types' source. */
const reportedMemoryGiB: Record<string, string> = { T4: '15' };
export function importInstanceTypes(gpuTypes: readonly Row[], unrounded: readonly Row[]): void {
  writeTable(
    'instance-types.json',
    {
      source: 'aws/karpenter-provider-aws instance-types.md, commit 1d927085; compute capabilities: its v1.15.1',
      url: 'https://github.com/aws/karpenter-provider-aws',
      date: '2026-08-21',
      licence: 'facts from an Apache-2.0 repository',
      note: 'names as in the EC2 InstanceType list of botocore 1.44.8 (2026-11-20); a T4 of nominally 16 GiB is entered with the 15 GiB that its driver reports; the compute capability of RTX-PRO-4500 is that of its family',
    },
    [
      'instanceType',
      'gpu',
      'gpuCount',
      'gpuMemoryMiBEach',
      'computeCapability',
      'vcpus',
      'memoryMiB',
      'networkMbps',
      'ebsMbps',
      'localNvmeGB',
    ],
    gpuTypes
      .filter(isPlanned)
      .map((row) => [
        row.instanceType ?? '',
        gpuName(row.gpuName),
        Number(row.gpuCount),
        memoryMiB(row, unrounded),
        Number.parseFloat(row.computeCapability ?? ''),
        Number(row.vcpus),
        mebi(row.memoryGiB),
        mega(row.networkGbps),
        mega(row.ebsGbps),
        Number(row.localNvmeGB),
      ])
      .sort(compareRows),
  );
  writeTable(
    'other-instance-types.json',
    {
      source: 'EC2 InstanceType list of botocore 1.44.8; accelerators: aws/karpenter-provider-aws, commit 1d927085',
      url: 'https://github.com/boto/botocore',
      date: '2026-11-20',
      licence: 'facts from Apache-2.0 repositories',
      note: 'types with accelerators that fleets cannot use, and why',
    },
    ['instanceType', 'accelerator', 'reason'],
    gpuTypes
      .filter((row) => !isPlanned(row))
      .map((row) => [row.instanceType ?? '', row.gpuName ?? '', reasonAgainst(row)])
      .sort(compareRows),
  );
}

/** The older table of the same source and commit has memory unrounded. */
const memoryMiB = ({ instanceType, gpuName: name = '', gpuMemoryGiBEach }: Row, unrounded: readonly Row[]): number =>
  Number(unrounded.find((row) => row.instanceType === instanceType)?.gpuMemoryMiBEach) ||
  mebi(reportedMemoryGiB[name] ?? gpuMemoryGiBEach);

function reasonAgainst({
  instanceType = '',
  nvidia,
  gpuName: name = '',
  gpuCount,
  arch,
  saleStatus = '',
}: Row): string {
  if (nvidia !== 'yes') {
    return /Trainium|Inferentia/.test(name) ? 'neuron' : 'not-nvidia';
  }
  if (/retired|previous generation/.test(saleStatus)) {
    return 'retired';
  }
  if (Number(gpuCount) < 1) {
    return 'fractional';
  }
  if (arch === 'amd64' && instanceType.endsWith('.metal')) {
    return 'bare-metal';
  }
  return arch === 'arm64' && name.startsWith('GB') ? 'ultraserver' : 'arm';
}

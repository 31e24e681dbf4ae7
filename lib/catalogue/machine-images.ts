export type CpuArchitecture = 'x86_64' | 'arm64';

/** GPU families whose host has Arm cores: Graviton and Grace. */
const armFamilies = /^(g5g|p6e-)/;

export const cpuArchitecture = (instanceType: string): CpuArchitecture =>
  armFamilies.test(instanceType) ? 'arm64' : 'x86_64';

/**
 * Public parameter with the id of the newest Deep Learning Base AMI: Amazon Linux 2023 with NVIDIA's open driver and
 * container toolkit, and no framework. The name is `/aws/service/deeplearning/ami/$architecture/$ami_type/latest/ami-id`.
 *
 * @see https://docs.aws.amazon.com/dlami/latest/devguide/find-dlami-id.html the form of the name, read 2026-11-23
 * @see https://docs.aws.amazon.com/dlami/latest/devguide/appendix-ami-release-notes.html the type, by the name of the AMI: Deep Learning Base OSS Nvidia Driver GPU AMI (Amazon Linux 2023), read 2026-11-23
 */
export const machineImageParameter = (architecture: CpuArchitecture): string =>
  `/aws/service/deeplearning/ami/${architecture}/base-oss-nvidia-driver-gpu-al2023/latest/ami-id`;

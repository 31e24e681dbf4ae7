import type { OtherInstanceType, ReasonAgainst } from '../catalogue/other-instance-types';

/** Why a fleet cannot use an instance type that exists, and what to take instead. */
export interface TypeRefusal {
  readonly problem: string;
  readonly fix: string;
}

const anyGpu = 'take a type with NVIDIA GPUs, for example g6e.xlarge (L40S) or p5.4xlarge (H100)';

const refusals: Readonly<Record<ReasonAgainst, (accelerator: string) => TypeRefusal>> = {
  neuron: (accelerator) => ({
    problem: `has ${accelerator} chips, for which the engine image (CUDA) and the agent's GPU checks are not made`,
    fix: anyGpu,
  }),
  'not-nvidia': (accelerator) => ({
    problem: `has no NVIDIA GPU (${accelerator}), and the engine image needs CUDA`,
    fix: anyGpu,
  }),
  'no-gpu': () => ({ problem: 'has no GPU, and every engine runs on one', fix: anyGpu }),
  retired: (accelerator) => ({
    problem: `has GPUs of a generation (${accelerator}) that AWS no longer offers to new fleets and the engine image does not support`,
    fix: 'take g4dn.xlarge (T4) where little memory will do, p4d.24xlarge (A100) where much is needed',
  }),
  fractional: () => ({
    problem: 'gives a share of an L4 and at most 11 GiB of it, and an engine needs whole GPUs',
    fix: 'take g6.xlarge, which has a whole L4',
  }),
  arm: (accelerator) => ({
    problem: `has Arm processors beside its ${accelerator}, and machine image, engine image and agent are for x86-64`,
    fix: 'take g4dn.xlarge: the T4 is the same GPU beside an x86-64 processor',
  }),
  'bare-metal': () => ({
    problem: 'is a machine without a hypervisor, which starts many minutes later than the cold start that is planned',
    fix: 'take g4dn.12xlarge, which has four of the same GPUs',
  }),
  ultraserver: () => ({
    problem: 'is sold as a part of an UltraServer, by Capacity Block in one Local Zone, and has Arm processors',
    fix: 'take p6-b200.48xlarge, which has eight GPUs of the same generation',
  }),
};

export const insteadOfType = ({ accelerator, reason }: OtherInstanceType): TypeRefusal => refusals[reason](accelerator);

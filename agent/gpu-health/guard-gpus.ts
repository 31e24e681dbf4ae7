import { gpusOf } from '../../lib/contract/replica-layout';
import type { Context } from '../instance/context';
import { inBackground } from '../ports/background';
import { faultInLine, faultInReadings, type GpuFault } from './gpu-fault';
import type { GpuReading } from './parse-gpu-query';
import type { RepairRequester } from './repair-requester';

/** As AWS's node agent looks at its fields. @see https://github.com/aws/eks-node-monitoring-agent five minutes, August 2026; a minute also serves the metrics */
const readEverySeconds = 60;

/** How the guard sees the GPUs. */
export interface GpuPorts {
  /** Every GPU that the driver lists; undefined where it does not answer. */
  readonly readGpus: () => Promise<readonly GpuReading[] | undefined>;
  /** Calls back for every line of the kernel log, old and new, and goes on for ever; fails where it cannot be read. */
  readonly followKernelLog: (onLine: (line: string) => void) => Promise<void>;
}

/** Watches the kernel log and the driver for faults that only a new host mends. */
export class GpuGuard {
  readings: readonly GpuReading[] = [];

  constructor(
    private readonly context: Pick<Context, 'clock' | 'log' | 'random' | 'parameters'>,
    private readonly repair: RepairRequester,
    private readonly gpus: GpuPorts,
  ) {}

  /** Whatever fails is logged and begun again: a guard that ended would see no fault, and say nothing. */
  start(): void {
    const { toleratedXidCodes } = this.context.parameters;
    inBackground(this.context, 'kernel log', () =>
      this.gpus.followKernelLog((line) => this.act(faultInLine(line, toleratedXidCodes))),
    );
    inBackground(this.context, 'GPU readings', () => this.read());
  }

  private async read(): Promise<void> {
    const { clock, parameters } = this.context;
    const expected = gpusOf(parameters) * parameters.replicasPerInstance;
    for (;;) {
      const readings = await this.gpus.readGpus();
      this.readings = readings ?? [];
      // A driver that does not answer is not a fault by itself: when it hangs, it writes to the kernel log.
      this.act(readings && faultInReadings(readings, expected));
      await clock.sleep(readEverySeconds);
    }
  }

  private act(fault: GpuFault | undefined): void {
    if (fault !== undefined) {
      this.repair.ask({ reason: 'gpu-fault', ...fault, lasts: () => true });
    }
  }
}

import type { Context } from '../context';
import { readGpus } from '../io/gpu-reader';
import { followKernelLog } from '../io/kernel-log';
import type { RepairRequester } from '../repair-requester';
import { faultInLine, faultInReadings, type GpuFault } from './gpu-fault';
import type { GpuReading } from './parse-gpu-query';

/** As AWS's node agent looks at its fields. @see https://github.com/aws/eks-node-monitoring-agent five minutes, August 2026; a minute also serves the metrics */
const readEverySeconds = 60;

/** Watches the kernel log and the driver for faults that only a new host mends. */
export class GpuGuard {
  readings: readonly GpuReading[] = [];

  constructor(
    private readonly context: Context,
    private readonly repair: RepairRequester,
  ) {}

  start(): void {
    const { settings, clock, parameters } = this.context;
    void followKernelLog(settings.kernelLog, clock, (line) =>
      this.act(faultInLine(line, parameters.toleratedXidCodes)),
    );
    void this.read();
  }

  private async read(): Promise<void> {
    const { clock, parameters } = this.context;
    const expected = parameters.tensorParallel * parameters.replicasPerInstance;
    for (;;) {
      const readings = await readGpus(clock);
      this.readings = readings ?? [];
      // No answer is no fault: a driver that hangs writes to the kernel log.
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

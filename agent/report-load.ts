import { firstTokenWindow } from '../lib/contract/first-token';
import type { Service } from './engine/service';
import type { GpuGuard } from './gpu-health/guard-gpus';
import type { Context } from './instance/context';
import type { RunFile } from './io/run-file';
import { bottleneck } from './metrics/bottleneck';
import type { EngineSample, FirstTokens } from './metrics/engine-sample';
import { meanFirstTokenSeconds } from './metrics/mean-first-token';
import { minuteMetrics, requestsInFlight } from './metrics/metric-data';
import { minuteBetween, minutesTogether } from './metrics/minute';
import type { Publisher } from './metrics/publisher';

const signalSeconds = 10;
const minuteSeconds = 60;

export interface LoadSources {
  readonly service: Service;
  readonly guard: Pick<GpuGuard, 'readings'>;
  readonly publisher: Pick<Publisher, 'publish'>;
  readonly runFile: Pick<RunFile, 'tellRestarts'>;
}

/**
 * Publishes the load of an instance in service: one that starts or leaves would pull the cell's average down. What was told
 * before stays known where a minute fails and the work begins again.
 */
export function loadReport(
  { clock, parameters, instance }: Pick<Context, 'clock' | 'parameters' | 'instance'>,
  { service, guard, publisher, runFile }: LoadSources,
): () => Promise<never> {
  let before: readonly (EngineSample | undefined)[] = [];
  let firstTokens: readonly FirstTokens[] = [];
  let restarts = 0;
  let minuteAt = clock.now();
  const tellMinute = (): void => {
    minuteAt = clock.now();
    const samples = service.replicas.map(({ sample }) => sample);
    const known = samples.filter((sample) => sample !== undefined);
    const minute = minutesTogether(
      samples.flatMap((sample, index) => {
        // What an engine did before this agent started was told by another one.
        const told = before[index] === undefined && service.replicas[index]?.adopted === true;
        return sample === undefined || told ? [] : [minuteBetween(before[index], sample)];
      }),
    );
    firstTokens = [...firstTokens, minute.firstTokens].slice(-firstTokenWindow.mostMinutes);
    before = samples.map((sample, index) => sample ?? before[index]);
    const sum = (pick: (sample: EngineSample) => number): number =>
      known.reduce((total, sample) => total + pick(sample), 0);
    const kvCacheUsageRatio = Math.max(0, ...known.map((sample) => sample.kvCacheUsageRatio));
    const utilizations = guard.readings.flatMap(({ utilizationRatio }) => utilizationRatio ?? []);
    const allRestarts = service.replicas.reduce((total, replica) => total + replica.restarts, 0);
    publisher.publish(
      minuteMetrics(parameters, {
        instanceType: instance.instanceType,
        minute,
        meanFirstTokenSeconds: meanFirstTokenSeconds(firstTokens),
        kvCacheUsageRatio,
        replicasReady: service.replicasReady(),
        engineRestarts: allRestarts - restarts,
        agentRestarts: runFile.tellRestarts(),
        gpus: guard.readings,
        bottleneck: bottleneck({
          running: sum(({ running }) => running),
          waiting: sum(({ waiting }) => waiting),
          mostRunning: parameters.maxConcurrentRequestsPerReplica * parameters.replicasPerInstance,
          kvCacheUsageRatio,
          preemptions: minute.preemptions,
          inputTokens: minute.inputTokens,
          outputTokens: minute.outputTokens,
          gpuUtilizationRatio: utilizations.length === 0 ? undefined : Math.max(...utilizations),
        }),
      }),
    );
    restarts = allRestarts;
  };
  return async () => {
    for (;;) {
      await clock.sleep(signalSeconds);
      if (service.state === 'serving' && service.inService) {
        publisher.publish(requestsInFlight(parameters, service.inFlight()));
        if (clock.now() - minuteAt >= minuteSeconds) {
          tellMinute();
        }
      }
    }
  };
}

import { join } from 'node:path';
import { engineRepositoryName } from '../../lib/contract/artifacts';
import { gpusOf } from '../../lib/contract/replica-layout';
import { cellEngineEnvironment, engineFlags } from '../../lib/engine/engine-flags';
import { probeRequest } from '../../lib/engine/probe';
import { mainRoute } from '../../lib/engine/served-route';
import type { Context } from '../instance/context';
import { registryOf } from '../instance/image-names';
import { forgetCompiledCode } from '../io/code-archive';
import { engineClient } from '../io/engine-client';
import { adoptEngine, type EngineSpec, isRunning, removeEngine, startEngine, stopEngine } from '../io/engine-process';
import { cacheFolderOf } from './cache-folder';
import { Replica } from './replica';

/** One engine of the instance, with the way to stop it. */
export interface MadeReplica {
  readonly replica: Replica;
  readonly spec: EngineSpec;
}

export const imageName = ({ instance, parameters }: Pick<Context, 'instance' | 'parameters'>) => {
  const registry = registryOf(instance);
  return { registry, image: `${registry}/${engineRepositoryName(parameters.fleet)}@${parameters.engineImageDigest}` };
};

/** As many replicas as fit, each on GPUs of its own. */
export function makeReplicas(
  context: Context,
  weightsFolder: string,
  askForRepair: (evidence: string) => void,
): MadeReplica[] {
  const { parameters, settings, clock, log, random, state, instance } = context;
  const { replicasPerInstance } = parameters;
  const gpus = gpusOf(parameters);
  return Array.from({ length: replicasPerInstance }, (_, index) => {
    const port = settings.firstEnginePort + index;
    const cacheFolder = cacheFolderOf(settings, index);
    const spec: EngineSpec = {
      command: settings.engineCommand,
      values: {
        ...imageName(context),
        region: instance.region,
        name: `polyregion-engine-${index}`,
        gpus: Array.from({ length: gpus }, (_, gpu) => index * gpus + gpu).join(','),
        port,
        weightsFolder,
        cacheFolder,
      },
      flags: engineFlags(parameters),
      environment: cellEngineEnvironment(parameters),
      logFile: join(settings.stateFolder, 'log', `engine-${index}.log`),
    };
    const earlierPid = (): number | undefined => {
      const engine = state.read().engines[index];
      return engine?.bootId === context.bootId ? engine.pid : undefined;
    };
    const replica: Replica = new Replica(port, {
      clock,
      log,
      random,
      client: engineClient(port, clock),
      probe: probeRequest(mainRoute(parameters.task, parameters.chat ?? true), parameters.weights),
      startLimitSeconds: parameters.launchLimitSeconds,
      longestPrefillSeconds: parameters.longestPrefillSeconds,
      askForRepair,
      start: () => {
        if (parameters.compileCache && replica.failures > 0 && replica.warmedUpAt === undefined) {
          forgetCompiledCode(cacheFolder); // compiled elsewhere, it may be what breaks the engine
        }
        const engine = startEngine(spec);
        state.change(({ engines }) => ({
          engines: { ...engines, [index]: { pid: engine.pid, bootId: context.bootId } },
        }));
        log('engine started', { port, pid: engine.pid });
        return engine;
      },
      mayAdopt: () => isRunning(earlierPid()),
      adopt: () => {
        const pid = earlierPid();
        return pid === undefined || !isRunning(pid) ? undefined : adoptEngine(pid, clock);
      },
      remove: (pid) => removeEngine(spec, pid ?? earlierPid(), clock),
    });
    return { replica, spec };
  });
}

/** Asks all engines to end, and ends those that do not. */
export async function stopReplicas(
  { clock }: Pick<Context, 'clock'>,
  made: readonly MadeReplica[],
  stopSeconds: number,
  endSeconds?: number,
): Promise<void> {
  await Promise.all(
    made.map(async ({ replica, spec }) => {
      replica.stopWatching();
      replica.ready = false;
      const { pid } = replica;
      if (pid === undefined) {
        return;
      }
      const begunAt = clock.now();
      await stopEngine(spec, pid, stopSeconds, clock.limit(stopSeconds));
      while (isRunning(pid) && clock.now() - begunAt < stopSeconds) {
        await clock.sleep(1);
      }
      await removeEngine(spec, pid, clock, endSeconds);
    }),
  );
}

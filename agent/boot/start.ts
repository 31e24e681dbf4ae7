import { hookNames } from '../../lib/contract/hooks';
import { failedRestartsUntilRepair } from '../../lib/engine/forward-progress';
import { currentStage, engineStages } from '../engine/engine-log-stages';
import { type MadeReplica, makeReplicas, stopReplicas } from '../engine/make-replicas';
import type { Service } from '../engine/service';
import { isCompleted } from '../instance/complete-hook-once';
import type { Context } from '../instance/context';
import type { Destination } from '../instance/lifecycle';
import { bootedAt } from '../io/boot-id';
import { engineLog } from '../io/engine-process';
import { holdsProvedWeights } from '../io/fetch-weights';
import { folderExists } from '../io/folder-exists';
import { hangingStage, type LaunchMoments, reasonOf, type StageSeconds, stageSeconds } from '../metrics/launch-stages';
import { inBackground } from '../ports/background';
import { LaunchFault } from '../weights/launch-fault';
import { weightsFolder } from '../weights/weights-folder';
import { abandonLaunch, sayWhySeconds } from './abandon-launch';
import { hangCause } from './hang-cause';
import { type Prepared, prepare } from './prepare';

const pollSeconds = 1;

export interface Launched {
  readonly made: readonly MadeReplica[];
  /** Seconds of the clock at which the instance was started. */
  readonly origin: number;
  readonly stages: (registered: number) => StageSeconds;
}

/** One attempt to make the model answer. */
export class Start {
  begun = false;
  private made: readonly MadeReplica[] = [];
  private readonly origin: number;
  private readonly prepared: Prepared = { imageReady: undefined, weightsReady: undefined };

  constructor(
    private readonly context: Context,
    private readonly service: Service,
    private readonly askForRepair: (evidence: string) => void,
    private readonly agentStarted: number,
  ) {
    const { clock, instance } = context;
    this.origin = clock.now() - Math.max(0, clock.since(instance.startedAt));
  }

  /** Whether the model answers; if not, the launch was given up. */
  async run(targetState: string, destination: Destination): Promise<boolean> {
    this.begun = true;
    const { clock, settings, parameters } = this.context;
    const inService = isCompleted(this.context, hookNames.launch, 'InService');
    const limitSeconds = parameters.launchLimitSeconds - sayWhySeconds - (clock.now() - this.origin);
    const signal = inService ? new AbortController().signal : clock.limit(limitSeconds);
    try {
      const disks = {
        stateFolder: settings.stateFolder,
        instanceStoreFolder: folderExists(settings.instanceStoreFolder) ? settings.instanceStoreFolder : undefined,
      };
      const slow = weightsFolder(
        { ...disks, instanceStoreFolder: undefined },
        destination,
        parameters.weightsManifest,
        false,
      );
      const folder = weightsFolder(disks, destination, parameters.weightsManifest, holdsProvedWeights(slow));
      this.made = makeReplicas(this.context, folder, this.askForRepair);
      if (inService) {
        this.service.serve(); // the agent was started again: what answers may serve at once
      }
      if (!(inService && this.made.every(({ replica }) => replica.mayBeAdopted()))) {
        await prepare(this.context, folder, signal, this.prepared);
      }
      await this.answer(signal, inService);
    } catch (thrown) {
      const fault = thrown instanceof LaunchFault ? thrown : this.unexpected(thrown);
      await this.abandon(targetState, fault);
      return false;
    }
    if (destination !== 'warm-pool') {
      this.service.serve();
    }
    return true;
  }

  stop(): Promise<void> {
    this.service.made = [];
    return stopReplicas(this.context, this.made, this.context.parameters.drainLimitSeconds);
  }

  launched(): Launched {
    return {
      made: this.made,
      origin: this.origin,
      stages: (registered) => stageSeconds(this.moments(registered), engineStages(this.log())),
    };
  }

  private async answer(signal: AbortSignal, inService: boolean): Promise<void> {
    if (signal.aborted) {
      throw this.late();
    }
    this.service.made = this.made;
    const { replicas } = this.service;
    for (const replica of replicas) {
      inBackground(this.context, `engine on port ${replica.port}`, () => replica.keepRunning());
    }
    while (!inService && !(this.service.guarded && replicas.every(({ ready }) => ready))) {
      await this.context.clock.sleep(pollSeconds);
      const broken = replicas.find(({ failures }) => failures >= failedRestartsUntilRepair);
      if (broken !== undefined) {
        const stage = hangingStage(this.moments(), currentStage(this.log()));
        const times = `engine on port ${broken.port} failed ${broken.failures} times`;
        throw new LaunchFault(reasonOf(stage), stage, `${times}: ${broken.lastFault}`);
      }
      if (signal.aborted) {
        throw this.late();
      }
    }
  }

  private late(): LaunchFault {
    const { parameters, journal } = this.context;
    const { replicas, guarded } = this.service;
    const answers = replicas.length > 0 && replicas.every(({ ready }) => ready);
    const hanging = hangingStage(this.moments(), currentStage(this.log()));
    const { reason, stage, problem } = hangCause(journal, hanging, { guarded, answers });
    const fault = problem ?? replicas.find(({ lastFault }) => lastFault !== undefined)?.lastFault;
    const late = `no answer within ${parameters.launchLimitSeconds - sayWhySeconds} s`;
    return new LaunchFault(reason, stage, [late, fault ?? []].flat().join('; '));
  }

  private unexpected(thrown: unknown): LaunchFault {
    const stage = hangingStage(this.moments(), currentStage(this.log()));
    return new LaunchFault(reasonOf(stage), stage, thrown instanceof Error ? thrown.name : 'unknown');
  }

  private async abandon(targetState: string, fault: LaunchFault): Promise<void> {
    if (this.service.state === 'draining') {
      return; // it was told to leave before it was ready: that is no failure
    }
    await abandonLaunch(this.context, targetState, fault, this.made);
    await this.stop();
  }

  private log(): string {
    return this.made.map(({ spec }) => engineLog(spec)).join('\n');
  }

  /** The moments of the slowest replica, in seconds since the instance was started. */
  private moments(registered?: number): LaunchMoments {
    const { clock } = this.context;
    const own = (moment: number | undefined) => (moment === undefined ? undefined : moment - this.origin);
    const slowest = (pick: (made: MadeReplica) => number | undefined): number | undefined => {
      const all = this.made.map(pick);
      return all.length === 0 || all.includes(undefined) ? undefined : Math.max(...all.map((moment) => moment ?? 0));
    };
    return {
      kernelBooted: Math.max(0, clock.now() - clock.since(bootedAt()) - this.origin),
      agentStarted: this.agentStarted - this.origin,
      imageReady: own(this.prepared.imageReady),
      weightsReady: own(this.prepared.weightsReady),
      engineStarted: own(slowest(({ replica }) => replica.startedAt)),
      engineListens: own(slowest(({ replica }) => replica.listenedAt)),
      warmedUp: own(slowest(({ replica }) => replica.warmedUpAt)),
      registered: own(registered),
    };
  }
}

import type { Replica } from '../engine/replica';
import type { Service } from '../engine/service';
import type { Context } from '../instance/context';
import { askRuntime } from '../io/ask-runtime';
import { cacheSaltSecret } from '../io/cache-salt-secret';
import { countCommands, engineCounts } from './engine-counts';
import { engineBackend, serverName } from './guard-configuration';
import { GuardProcess } from './guard-process';
import { openReplicas } from './open-replicas';
import { takeCounts } from './take-counts';

const steerSeconds = 0.5;
const answerLimitSeconds = 10;
/** A guard that runs and says nothing for so long is started anew. Assumed. */
const silentLimitSeconds = 30;

/** Steers HAProxy: tells it which engines get requests, and reads from it what they do. No request goes through the agent. */
export class Guard {
  private readonly process: GuardProcess;
  private readonly engines: number;
  private answeredAt: number;

  constructor(
    private readonly context: Context,
    private readonly service: Service,
  ) {
    const { settings, parameters } = context;
    this.engines = parameters.replicasPerInstance;
    this.process = new GuardProcess(
      context,
      Array.from({ length: this.engines }, (_, index) => settings.firstEnginePort + index),
    );
    this.answeredAt = context.clock.now();
  }

  /** A model that needs cache salts answers no request before their key is there. */
  async keepRunning(): Promise<never> {
    const { context, service } = this;
    // Only generation reuses what it has read of other prompts.
    const secret = context.parameters.task === 'generate' ? await cacheSaltSecret(context) : undefined;
    return this.process.keepRunning(secret, () => {
      service.guarded = false;
      for (const replica of service.replicas) {
        replica.outstanding = 0;
      }
    });
  }

  async keepSteering(): Promise<never> {
    const { clock, log } = this.context;
    for (;;) {
      await this.steer();
      if (this.service.guarded || !this.process.running) {
        this.answeredAt = clock.now();
      } else if (clock.now() - this.answeredAt > silentLimitSeconds) {
        log('guard is silent', { seconds: silentLimitSeconds });
        await this.process.remove();
        this.answeredAt = clock.now();
      }
      await clock.sleep(steerSeconds);
    }
  }

  /** Closes the instance for new requests. What is in flight is counted after that. */
  async close(): Promise<void> {
    this.service.admitting = false;
    await this.steer();
    await this.steer();
  }

  private async steer(): Promise<void> {
    const { service } = this;
    try {
      const counts = engineCounts(await this.ask(countCommands), this.engines) ?? [];
      const { replicas } = service;
      takeCounts(replicas, counts);
      const wanted = counts.map((count, index) => this.wanted(replicas[index]) ?? count.open);
      const changes = counts.flatMap((count, index) => {
        const state = wanted[index] ? 'ready' : 'maint';
        return count.open === wanted[index] ? [] : [`set server ${engineBackend}/${serverName(index)} state ${state}`];
      });
      if (changes.length > 0) {
        await this.ask(changes);
      }
      service.openEngines = wanted.filter(Boolean).length;
      service.guarded = counts.length > 0;
    } catch {
      service.guarded = false;
    }
  }

  /** Whether an engine gets new requests; undefined where it is not known yet: what an earlier agent opened stays open. */
  private wanted(replica: Replica | undefined): boolean | undefined {
    const { service } = this;
    if (service.state === 'draining' && !service.admitting) {
      return false;
    }
    if (replica === undefined || !replica.known) {
      return undefined;
    }
    return service.admitting && openReplicas(service.replicas).includes(replica);
  }

  private ask(commands: readonly string[]): Promise<string> {
    return askRuntime(this.process.files.socket, commands, this.context.clock.limit(answerLimitSeconds));
  }
}

import { failedRestartsUntilRepair, forwardProgress, restartWindowSeconds } from '../../lib/engine/forward-progress';
import type { ProbeRequest } from '../../lib/engine/probe';
import type { EngineClient } from '../io/engine-client';
import type { EngineProcess } from '../io/engine-process';
import { type EngineSample, engineSample } from '../metrics/engine-sample';
import { afterOwn, noOwnAnswers, type OwnAnswers } from '../metrics/own-answers';
import { backoffSeconds } from '../ports/backoff';
import type { RetryPorts } from '../ports/retry';
import { type AnswerCounts, noAnswers } from '../readiness/answer-counts';
import {
  afterProbe,
  afterSample,
  hungSeconds,
  isSuspect,
  type Progress,
  probeDue,
  startedProgress,
} from '../readiness/progress';
import { afterCounts, answerFault, startedRecord } from '../readiness/user-answers';

/** What a replica needs of the world. */
export interface ReplicaPorts extends RetryPorts {
  readonly client: EngineClient;
  readonly start: () => EngineProcess;
  /** Whether the engine of an agent that was here before still runs. */
  readonly mayAdopt: () => boolean;
  /** That engine. */
  readonly adopt: () => EngineProcess | undefined;
  readonly remove: (pid: number | undefined) => Promise<void>;
  readonly probe: ProbeRequest;
  /** Asks for another instance: restarts did not help. */
  readonly askForRepair: (evidence: string) => void;
  /** How long an engine may take until it listens. */
  readonly startLimitSeconds: number;
  /** What the longest prompt takes until its first token. @default - a few seconds */
  readonly longestPrefillSeconds?: number | undefined;
}

const listenPollSeconds = 2;
const listenLimitSeconds = 5;
const warmUpLimitSeconds = 120;
const restartBackoff = { firstSeconds: 2, mostSeconds: 60 };
/** An engine that worked for so long has recovered: what comes next is another fault. */
const steadySeconds = 600;
const over = 'over';

/** One engine: started, watched, and started again in place when it hangs or ends. */
export class Replica {
  ready = false;
  /** Requests that the guard has handed to it and that have not ended. */
  outstanding = 0;
  /** What users got from it since the agent started. */
  answers: AnswerCounts = noAnswers;
  restarts = 0;
  /** Failures without a long time of work between them. */
  failures = 0;
  sample: EngineSample | undefined;
  /** When the engine was started, and when it first listened. */
  startedAt = 0;
  listenedAt: number | undefined;
  warmedUpAt: number | undefined;
  pid: number | undefined;
  /** Why it was started again last. */
  lastFault: string | undefined;
  private progress: Progress = startedProgress(0);
  private record = startedRecord(noAnswers);
  /** When its newest failures were. */
  private failedAt: readonly number[] = [];
  /** Asked of this run of the engine. */
  private own: OwnAnswers = noOwnAnswers;
  private stopping = false;
  /** Which run of the engine it is: what was begun in an earlier one ends unheard. */
  private run = 0;

  constructor(
    readonly port: number,
    private readonly ports: ReplicaPorts,
  ) {}

  /** An earlier agent has started its engine. */
  get adopted(): boolean {
    return this.startedAt === 0;
  }

  /** This agent has found out whether it answers. */
  get known(): boolean {
    return !this.adopted || this.warmedUpAt !== undefined;
  }

  /** No sign of progress for a while, though there is reason to expect one. */
  get suspect(): boolean {
    return isSuspect(this.progress, this.ports.clock.now());
  }

  /** Keeps an engine running until {@link stopWatching}. */
  async keepRunning(): Promise<void> {
    for (
      let engine = this.ports.adopt() ?? (await this.startClean());
      engine !== undefined;
      engine = await this.startClean()
    ) {
      this.pid = engine.pid;
      this.run += 1;
      const end = engine.ended.then((status) => `ended with status ${status}`);
      const why = await Promise.race([end, this.serve(this.run)]);
      this.run += 1;
      const wasReady = this.ready;
      this.ready = false;
      this.sample = undefined;
      if (this.stopping) {
        return;
      }
      await this.recover(why, wasReady);
    }
  }

  /** Whether the engine of an earlier agent still runs. */
  mayBeAdopted(): boolean {
    return this.ports.mayAdopt();
  }

  /** The engine's end is expected from now on. */
  stopWatching(): void {
    this.stopping = true;
  }

  /** Undefined where it is to be stopped by now. */
  private async startClean(): Promise<EngineProcess | undefined> {
    await this.ports.remove(this.pid);
    if (this.stopping) {
      return undefined;
    }
    this.startedAt = this.ports.clock.now();
    this.listenedAt = undefined;
    this.own = noOwnAnswers;
    return this.ports.start();
  }

  /** Waits for the engine, then watches it; says what is wrong once it is. */
  private async serve(run: number): Promise<string> {
    const { clock, client, log, startLimitSeconds } = this.ports;
    const begunAt = clock.now();
    while (!(await client.listens(listenLimitSeconds))) {
      await clock.sleep(listenPollSeconds);
      if (this.over(run)) {
        return over;
      }
      if (clock.now() - begunAt > startLimitSeconds) {
        return `did not listen within ${startLimitSeconds} s`;
      }
    }
    this.listenedAt ??= clock.now();
    const fault = await this.warmUp(run);
    if (this.over(run)) {
      return over;
    }
    if (fault !== undefined) {
      return fault;
    }
    this.warmedUpAt = clock.now();
    this.progress = startedProgress(clock.now());
    this.record = startedRecord(this.answers);
    this.ready = true;
    log('engine ready', { port: this.port });
    return this.watch(run);
  }

  /**
   * Asks until the engine has answered, and says what is wrong where it does not. A refusal is no answer, except of an engine
   * that an earlier agent had in service: while it works for users it may be full.
   */
  private async warmUp(run: number): Promise<string | undefined> {
    const { clock, client, probe } = this.ports;
    const begunAt = clock.now();
    for (let before: number | undefined; ; ) {
      const answer = await client.probe(probe, warmUpLimitSeconds);
      this.own = afterOwn(this.own, answer);
      if (answer.outcome === 'answered' || this.over(run)) {
        return undefined;
      }
      if (answer.outcome === 'failed') {
        return `no warm-up answer on ${probe.path}, status ${answer.status ?? 'none'}`;
      }
      const text = await client.metrics(forwardProgress.sampleSeconds);
      const tokens = text === undefined ? undefined : counters(engineSample(text, this.own))?.tokens;
      if (before !== undefined && tokens !== undefined && tokens > before) {
        return undefined;
      }
      before = tokens;
      if (clock.now() - begunAt > warmUpLimitSeconds) {
        return `refused the warm-up on ${probe.path} for ${warmUpLimitSeconds} s, status ${answer.status}`;
      }
      await clock.sleep(listenPollSeconds);
    }
  }

  private async watch(run: number): Promise<string> {
    const { clock, client, probe, log, longestPrefillSeconds } = this.ports;
    for (let suspected = false; ; suspected = this.suspect) {
      await clock.sleep(forwardProgress.sampleSeconds);
      const text = await client.metrics(forwardProgress.sampleSeconds);
      if (this.over(run)) {
        return over;
      }
      this.sample = text === undefined ? undefined : engineSample(text, this.own);
      this.progress = afterSample(this.progress, clock.now(), counters(this.sample), this.outstanding);
      this.record = afterCounts(this.record, clock.now(), this.answers);
      if (probeDue(this.progress, clock.now())) {
        const answer = await client.probe(probe, forwardProgress.probeLimitSeconds);
        this.own = afterOwn(this.own, answer);
        this.progress = afterProbe(this.progress, clock.now(), answer.outcome);
      }
      if (this.suspect && !suspected) {
        log('engine suspected', { port: this.port });
      }
      const hung = hungSeconds(this.progress, clock.now(), longestPrefillSeconds);
      const fault = hung === undefined ? answerFault(this.record) : `hung for ${hung} s`;
      if (fault !== undefined) {
        return fault;
      }
    }
  }

  private async recover(why: string, wasReady: boolean): Promise<void> {
    const { clock, log, random, askForRepair } = this.ports;
    const steady = wasReady && clock.now() - (this.warmedUpAt ?? 0) > steadySeconds;
    this.restarts += 1;
    this.lastFault = why;
    this.failures = steady ? 1 : this.failures + 1;
    const now = clock.now();
    this.failedAt = [...this.failedAt, now].filter((at) => now - at < restartWindowSeconds);
    log('engine restarts', { port: this.port, problem: why, restarts: this.restarts, failures: this.failures });
    if (this.failures > failedRestartsUntilRepair) {
      askForRepair(`engine on port ${this.port}: ${why}; ${this.failures} failures without ${steadySeconds} s of work`);
    } else if (this.failedAt.length > failedRestartsUntilRepair) {
      const hours = restartWindowSeconds / 3600;
      askForRepair(`engine on port ${this.port}: ${why}; ${this.failedAt.length} failures within ${hours} h`);
    }
    // The engine ends at once, so that a client that waits for it can ask elsewhere.
    await this.ports.remove(this.pid);
    await clock.sleep(backoffSeconds(this.failures - 1, random(), restartBackoff));
  }

  private over(run: number): boolean {
    return this.stopping || this.run !== run;
  }
}

/** Prefill and decode both count: a long prompt produces nothing for a while. */
const counters = (sample: EngineSample | undefined) =>
  sample && {
    tokens: sample.generatedTokens + sample.promptTokens,
    inFlight: sample.running + sample.waiting,
  };

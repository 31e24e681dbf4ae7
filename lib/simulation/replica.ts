import { CacheBlocks } from './cache-blocks';
import { defaultBlockTokens, type EngineLimits } from './engine-limits';
import { IndexedHeap } from './indexed-heap';
import { RequestList } from './request-list';
import type { Sequences } from './sequences';
import { StepRun } from './step-run';
import type { StepSeconds } from './step-seconds';
import { WaitingRequests } from './waiting-requests';

/**
 * One engine with continuous batching, as vLLM's scheduler does it: in every step each decoding sequence generates a
 * token, and prompts are computed in chunks with what is left of the token budget. A request is admitted only where the
 * cache has room for its whole prompt; where it has none for the tokens that are generated, the sequence that was admitted
 * last (of the least important priority) is preempted, and computed anew later. A run of steps in which nothing else
 * happens is one event.
 *
 * @see vllm 0.33.0 v1/core/sched/scheduler.py, schedule
 */
export class Replica {
  /** Requests running and waiting. */
  inFlight = 0;
  /** When its present step, or run of steps, ends; infinite while it is idle. */
  nextSeconds = Number.POSITIVE_INFINITY;
  /** Time in which it computed. */
  busySeconds = 0;
  /** Share of its cache that was in use, integrated over its busy time. */
  cacheSeconds = 0;
  peakCacheRatio = 0;
  preemptions = 0;

  private readonly waiting: WaitingRequests;
  private readonly admitted: RequestList;
  private readonly decoding: IndexedHeap;
  private readonly blocks: CacheBlocks;
  private readonly run = new StepRun();
  /** Prompts whose last chunk the present step computes. */
  private readonly completing: Int32Array;
  private completingCount = 0;
  /** A prompt that more steps are needed for. */
  private partial = -1;
  private stepsDone = 0;
  private contextTokens = 0;
  private promptTokens = 0;
  private promptPairs = 0;
  private startedSeconds = 0;

  constructor(
    private readonly sequences: Sequences,
    private readonly limits: EngineLimits,
    private readonly stepSeconds: StepSeconds,
  ) {
    this.waiting = new WaitingRequests(sequences);
    this.admitted = new RequestList(sequences);
    this.decoding = new IndexedHeap(sequences.ends, limits.maxSequences);
    this.blocks = new CacheBlocks(limits.cacheBlocks, limits.blockTokens ?? defaultBlockTokens);
    this.completing = new Int32Array(limits.maxSequences);
  }

  get isIdle(): boolean {
    return this.nextSeconds === Number.POSITIVE_INFINITY;
  }

  /**
   * Takes a request, or refuses it with 503; a request that the cache could never hold is refused, too. An idle engine
   * begins when it is told to.
   */
  submit(request: number, now: number): boolean {
    const { inputTokens, outputTokens } = this.sequences;
    const longest = (inputTokens[request] as number) + (outputTokens[request] as number) - 1;
    if (this.inFlight >= this.limits.maxInFlight || this.blocks.blocksOf(longest) > this.blocks.total) {
      return false;
    }
    this.inFlight += 1;
    this.sequences.computed[request] = this.sequences.cachedTokens[request] as number;
    this.waiting.append(request);
    if (!this.isIdle && this.waiting.head === request && this.running < this.limits.maxSequences) {
      this.endRunEarly(now);
    }
    return true;
  }

  /**
   * Ends the present run at `nextSeconds`. The caller begins the next one, once it has submitted what follows.
   *
   * @returns how many requests are done
   */
  end(): number {
    const before = this.inFlight;
    const now = this.nextSeconds;
    const { steps } = this.run;
    this.account(steps, now - this.startedSeconds);
    this.stepsDone += steps;
    this.contextTokens += this.decoding.size * steps;
    while (this.decoding.topKey <= this.stepsDone) {
      const request = this.decoding.top;
      this.leaveDecoding(request);
      this.finish(request, now);
    }
    for (let index = 0; index < this.completingCount; index += 1) {
      this.yieldToken(this.completing[index] as number, now);
    }
    this.completingCount = 0;
    this.nextSeconds = Number.POSITIVE_INFINITY;
    return before - this.inFlight;
  }

  /** Begins the next step, or run of steps, if there is anything to do. */
  begin(now: number): void {
    const preempted = this.makeRoom();
    this.promptTokens = 0;
    this.promptPairs = 0;
    if (this.partial >= 0) {
      this.computePrompt(this.partial);
    }
    if (!preempted || this.running === 0) {
      this.admit();
    }
    const { size } = this.decoding;
    if (this.promptTokens > 0) {
      const seconds = this.stepSeconds(size, this.contextTokens, this.promptTokens, this.promptPairs);
      this.run.begin(1, seconds, seconds);
    } else if (size > 0) {
      // A step that preempts admits nothing, so that the next one looks at the waiting requests.
      this.beginDecoding(size, preempted ? 1 : this.decoding.topKey - this.stepsDone);
    } else {
      return;
    }
    this.startedSeconds = now;
    this.nextSeconds = now + this.run.secondsOf(this.run.steps);
  }

  private get running(): number {
    return this.decoding.size + this.completingCount + (this.partial >= 0 ? 1 : 0);
  }

  private beginDecoding(size: number, most: number): void {
    const { contextTokens, stepSeconds } = this;
    const steps = this.blocks.stepsThatFit(this.stepsDone, most, size);
    const last = contextTokens + size * (steps - 1);
    const first = stepSeconds(size, contextTokens, 0, 0);
    this.run.begin(steps, first, steps === 1 ? first : stepSeconds(size, last, 0, 0));
  }

  /** A new request is looked at when the present step ends. */
  private endRunEarly(now: number): void {
    const steps = this.run.stepsIn(now - this.startedSeconds);
    if (steps < this.run.steps) {
      this.run.steps = steps;
      this.nextSeconds = this.startedSeconds + this.run.secondsOf(steps);
    }
  }

  /** Preempts sequences until the cache has room for the next token of every other one. */
  private makeRoom(): boolean {
    let preempted = false;
    while (this.decoding.size > 0 && this.blocks.atStep(this.stepsDone) > this.blocks.free) {
      this.preempt(this.leastImportant());
      preempted = true;
    }
    return preempted;
  }

  private leastImportant(): number {
    const { priority, previous } = this.sequences;
    let found = this.admitted.last;
    for (let other = found; other >= 0; other = previous[other] as number) {
      if ((priority[other] as number) > (priority[found] as number)) {
        found = other;
      }
    }
    return found;
  }

  private preempt(request: number): void {
    const { generated, computed, cachedTokens, outputTokens, ends } = this.sequences;
    if (request === this.partial) {
      this.partial = -1;
      this.blocks.used -= this.blocks.blocksOf(this.promptOf(request));
    } else {
      const left = (ends.keys[request] as number) - this.stepsDone;
      this.leaveDecoding(request);
      generated[request] = (outputTokens[request] as number) - left;
    }
    computed[request] = cachedTokens[request] as number;
    this.admitted.remove(request);
    this.waiting.prepend(request);
    this.preemptions += 1;
  }

  private admit(): void {
    const { maxSequences, maxBatchedTokens } = this.limits;
    for (let request = this.waiting.head; request >= 0; request = this.waiting.head) {
      const blocks = this.blocks.blocksOf(this.promptOf(request));
      if (
        this.running >= maxSequences ||
        this.decoding.size + this.promptTokens >= maxBatchedTokens ||
        blocks > this.blocks.free - this.blocks.atStep(this.stepsDone)
      ) {
        return;
      }
      this.waiting.remove(request);
      this.admitted.append(request);
      this.blocks.used += blocks;
      this.computePrompt(request);
    }
  }

  /** With what is left of the step's tokens. */
  private computePrompt(request: number): void {
    const { computed } = this.sequences;
    const before = computed[request] as number;
    const left = this.promptOf(request) - before;
    const chunk = Math.min(left, this.limits.maxBatchedTokens - this.decoding.size - this.promptTokens);
    computed[request] = before + chunk;
    this.promptTokens += chunk;
    this.promptPairs += chunk * (before + chunk / 2);
    if (chunk < left) {
      this.partial = request;
      return;
    }
    this.partial = -1;
    this.completing[this.completingCount] = request;
    this.completingCount += 1;
  }

  /** The last chunk of a prompt yields a token, which may be the request's last. */
  private yieldToken(request: number, now: number): void {
    const { generated, outputTokens, firstTokenAt, base } = this.sequences;
    const inCache = this.promptOf(request);
    const tokens = (generated[request] as number) + 1;
    generated[request] = tokens;
    if (Number.isNaN(firstTokenAt[request])) {
      firstTokenAt[request] = now;
    }
    const left = (outputTokens[request] as number) - tokens;
    if (left === 0) {
      this.blocks.used -= this.blocks.blocksOf(inCache);
      this.finish(request, now);
      return;
    }
    base[request] = inCache - this.stepsDone;
    this.blocks.join(inCache - this.stepsDone);
    this.contextTokens += inCache;
    this.decoding.set(request, this.stepsDone + left);
  }

  private leaveDecoding(request: number): void {
    const base = this.sequences.base[request] as number;
    const inCache = base + this.stepsDone;
    this.decoding.remove(request);
    this.blocks.leave(base);
    this.blocks.used -= this.blocks.blocksOf(inCache);
    this.contextTokens -= inCache;
  }

  private finish(request: number, now: number): void {
    this.admitted.remove(request);
    this.sequences.finishedAt[request] = now;
    this.inFlight -= 1;
  }

  /** What it was sent, and what it has generated before a preemption. */
  private promptOf(request: number): number {
    return (this.sequences.inputTokens[request] as number) + (this.sequences.generated[request] as number);
  }

  private account(steps: number, seconds: number): void {
    const { blocks } = this;
    const before = blocks.used;
    blocks.used += blocks.needed(this.stepsDone, steps, this.decoding.size);
    this.busySeconds += seconds;
    this.cacheSeconds += (seconds * (before + blocks.used)) / 2 / blocks.total;
    this.peakCacheRatio = Math.max(this.peakCacheRatio, blocks.used / blocks.total);
  }
}

import type { Behaviour } from './behaviour';
import type { FinishReason, Generation, Scheduled } from './generation';
import { EngineMetrics, type SchedulerState } from './metrics';

/** No timer is more exact. */
const leastStepSeconds = 0.001;

const nowSeconds = (): number => performance.now() / 1000;

/**
 * Continuous batching: in each step every running request gets its prefill or its next tokens, and waiting requests take
 * the places that have become free. No request is preempted.
 */
export class Scheduler {
  readonly metrics: EngineMetrics;
  private readonly waiting: Scheduled[] = [];
  private readonly running = new Set<Scheduled>();
  private timer: NodeJS.Timeout | undefined;
  /** Set by a poison prompt: only a new process helps. */
  private hung = false;

  constructor(
    model: string,
    private readonly maxRunning: number,
    private readonly behaviour: () => Behaviour,
  ) {
    this.metrics = new EngineMetrics(model, () => this.state());
  }

  state(): SchedulerState {
    const { busy, kvCacheFull, kvCacheTokens, oddMetrics } = this.behaviour();
    const usage = kvCacheFull ? 1 : Math.min(1, this.heldTokens() / kvCacheTokens);
    return {
      running: busy ? this.maxRunning : this.running.size,
      waiting: this.waiting.length,
      kvCacheUsageRatio: oddMetrics ? Number.POSITIVE_INFINITY : usage,
    };
  }

  inFlight(): number {
    return this.waiting.length + this.state().running;
  }

  add(generation: Generation): () => void {
    const arrivedAt = nowSeconds();
    const { prefillSeconds, timeFactor } = this.behaviour();
    const scheduled: Scheduled = {
      generation,
      arrivedAt,
      startedAt: 0,
      lastTokenAt: 0,
      prefillLeftSeconds: prefillSeconds * timeFactor,
      tokens: 0,
    };
    this.waiting.push(scheduled);
    this.wake();
    return () => this.end(scheduled, 'abort');
  }

  hang(): void {
    this.hung = true;
  }

  abortAll(): void {
    for (const scheduled of [...this.running, ...this.waiting]) {
      this.end(scheduled, 'abort');
    }
  }

  /** Steps while there is something to do, and nothing that keeps it from doing it. */
  wake(): void {
    const { tokensPerSecond, timeFactor, busy, stalled } = this.behaviour();
    const idle = this.running.size === 0 && this.waiting.length === 0 && !busy;
    if (this.timer !== undefined || this.hung || stalled || idle) {
      return;
    }
    const stepSeconds = Math.max(leastStepSeconds, timeFactor / tokensPerSecond);
    const tokens = Math.max(1, Math.round((stepSeconds * tokensPerSecond) / timeFactor));
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (!this.hung && !this.behaviour().stalled) {
        this.step(stepSeconds, tokens);
      }
      this.wake();
    }, stepSeconds * 1000);
  }

  private step(stepSeconds: number, tokens: number): void {
    const { busy } = this.behaviour();
    if (busy) {
      this.metrics.generationTokens.inc(tokens * (this.maxRunning - this.running.size));
    }
    this.admit();
    for (const scheduled of [...this.running]) {
      if (scheduled.prefillLeftSeconds > 0) {
        scheduled.prefillLeftSeconds -= stepSeconds;
      } else {
        this.generate(scheduled, tokens);
      }
    }
  }

  private admit(): void {
    const { busy, kvCacheFull, kvCacheTokens } = this.behaviour();
    while (!busy && !kvCacheFull && this.running.size < this.maxRunning) {
      const [next] = this.waiting;
      if (next === undefined || this.heldTokens() + next.generation.promptTokens > kvCacheTokens) {
        return;
      }
      this.waiting.shift();
      this.running.add(next);
      next.startedAt = nowSeconds();
      this.metrics.queueTime.observe(next.startedAt - next.arrivedAt);
    }
  }

  private generate(scheduled: Scheduled, tokens: number): void {
    const { generation } = scheduled;
    const now = nowSeconds();
    if (scheduled.tokens === 0) {
      this.metrics.promptTokens.inc(generation.promptTokens);
      this.metrics.timeToFirstToken.observe(now - scheduled.arrivedAt);
      scheduled.lastTokenAt = now;
    }
    for (let token = 0; token < tokens && scheduled.tokens < generation.maxTokens; token += 1) {
      if (scheduled.tokens > 0) {
        this.metrics.interTokenLatency.observe((now - scheduled.lastTokenAt) / tokens);
      }
      scheduled.tokens += 1;
      this.metrics.generationTokens.inc();
      generation.onToken();
    }
    scheduled.lastTokenAt = now;
    if (scheduled.tokens >= generation.maxTokens) {
      this.end(scheduled, generation.reasonAtEnd);
    }
  }

  private end(scheduled: Scheduled, reason: FinishReason): void {
    const place = this.waiting.indexOf(scheduled);
    if (place >= 0) {
      this.waiting.splice(place, 1);
    } else if (!this.running.delete(scheduled)) {
      return;
    }
    const now = nowSeconds();
    this.metrics.finish(reason);
    this.metrics.requestDuration.observe(now - scheduled.arrivedAt);
    if (scheduled.tokens > 1) {
      this.metrics.timePerOutputToken.observe((now - scheduled.startedAt) / (scheduled.tokens - 1));
    }
    scheduled.generation.onEnd(reason);
  }

  private heldTokens(): number {
    return [...this.running].reduce((sum, { generation, tokens }) => sum + generation.promptTokens + tokens, 0);
  }
}

import type { Behaviour } from './behaviour';
import type { EngineOptions } from './engine-options';
import { Scheduler } from './scheduler';

/** What one process holds: how it was started, how it behaves now, and what it works on. */
export class Engine {
  readonly scheduler: Scheduler;
  behaviour: Behaviour;
  /** Told to end: what runs may finish, nothing new is taken. */
  draining = false;
  private answers = 0;

  constructor(readonly options: EngineOptions) {
    this.behaviour = options.behaviour;
    this.scheduler = new Scheduler(options.model, options.maxRunning, () => this.behaviour);
  }

  change(change: Partial<Behaviour>): void {
    this.behaviour = { ...this.behaviour, ...change };
    if (this.behaviour.exit !== null) {
      process.exit(this.behaviour.exit);
    }
    this.scheduler.wake();
  }

  /** One more prompt was answered. */
  answered(): void {
    this.answers += 1;
    const { crashAfterRequests } = this.behaviour;
    if (crashAfterRequests !== null && this.answers >= crashAfterRequests) {
      process.exit(1);
    }
  }

  failOutOfMemory(): never {
    process.stderr.write('torch.OutOfMemoryError: CUDA out of memory.\n');
    process.exit(1);
  }

  state(): object {
    return { behaviour: this.behaviour, ...this.scheduler.state(), answers: this.answers, draining: this.draining };
  }
}

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RangeJob } from './range-job';
import { type RangeRequest, type RangeResult, rangeThread } from './range-thread';

/** One for each core. At least so many, as one that waits for the disk reads nothing; more have nothing to do. Assumed. */
const threads = { least: 4, most: 8 };
/** A thread keeps nothing but its buffers, which lie outside the heap. */
const resourceLimits = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

interface Pending {
  readonly settle: (whole: boolean) => void;
  readonly fail: (problem: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

/** The threads that fetch ranges: they are started as ranges come, and all end with {@link end}. */
export class RangeThreads {
  private readonly threads = new Set<Thread>();
  private readonly count = Math.min(threads.most, Math.max(threads.least, availableParallelism()));
  private lastId = 0;
  private ended = false;

  /** Whether the range was answered, and is whole on disk. @throws Error named after what went wrong */
  fetch(job: RangeJob, signal?: AbortSignal): Promise<boolean> {
    if (this.ended || signal?.aborted) {
      return Promise.reject(named('AbortError'));
    }
    const { worker, pending } = this.leastBusy();
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((settle, fail) => {
      const stop = (): void => fail(named('AbortError'));
      const over = (): void => signal?.removeEventListener('abort', stop);
      signal?.addEventListener('abort', stop, { once: true });
      pending.set(id, {
        settle: (whole) => {
          over();
          settle(whole);
        },
        fail: (problem) => {
          over();
          fail(problem);
        },
      });
      worker.postMessage({ id, job } satisfies RangeRequest);
    });
  }

  async end(): Promise<void> {
    this.ended = true;
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private leastBusy(): Thread {
    const [least] = [...this.threads].sort((a, b) => a.pending.size - b.pending.size);
    return least !== undefined && (least.pending.size === 0 || this.threads.size >= this.count) ? least : this.start();
  }

  private start(): Thread {
    const thread: Thread = {
      // The agent is one file: the threads run it too, and load of it what they need.
      worker: new Worker(__filename, { workerData: rangeThread, resourceLimits }),
      pending: new Map(),
    };
    const { worker, pending } = thread;
    worker.on('message', (told: RangeResult) => {
      const waiting = pending.get(told.id);
      pending.delete(told.id);
      if ('whole' in told) {
        waiting?.settle(told.whole);
      } else {
        waiting?.fail(named(told.problem));
      }
    });
    worker.on('error', () => undefined); // its exit tells
    worker.once('exit', () => {
      this.threads.delete(thread);
      for (const { fail } of pending.values()) {
        fail(named('ThreadEnded'));
      }
    });
    this.threads.add(thread);
    return thread;
  }
}

/** The SDK tries again by itself where the code is one of the network's. */
const named = (name: string): Error => Object.assign(new Error('range'), { name, code: name });

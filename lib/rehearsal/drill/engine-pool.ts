import type { EngineLimits } from '../../simulation/engine-limits';
import { heapItems, IndexedHeap } from '../../simulation/indexed-heap';
import { Replica } from '../../simulation/replica';
import type { Sequences } from '../../simulation/sequences';
import type { StepSeconds } from '../../simulation/step-seconds';

/** Engines that one drill may start, those that are gone included. */
const mostEngines = 4096;

/** The engines of one model in every region, on one clock. */
export class EnginePool {
  private readonly engines: Replica[] = [];
  private readonly events = new IndexedHeap(heapItems(mostEngines), mostEngines);

  constructor(private readonly sequences: Sequences) {}

  add(limits: EngineLimits, stepSeconds: StepSeconds): number {
    this.engines.push(new Replica(this.sequences, limits, stepSeconds));
    return this.engines.length - 1;
  }

  /** Requests running and waiting on an engine. */
  inFlight(index: number): number {
    return (this.engines[index] as Replica).inFlight;
  }

  /** Hands a request to an engine, which may refuse it. */
  submit(index: number, request: number, now: number): boolean {
    const engine = this.engines[index] as Replica;
    if (!engine.submit(request, now)) {
      return false;
    }
    if (engine.isIdle) {
      engine.begin(now);
    }
    this.schedule(index);
    return true;
  }

  /** Lets every engine work until then. */
  advance(until: number): void {
    while (this.events.size > 0 && this.events.topKey <= until) {
      const index = this.events.top;
      const engine = this.engines[index] as Replica;
      const now = engine.nextSeconds;
      engine.end();
      engine.begin(now);
      this.schedule(index);
    }
  }

  /** The engine is gone, with what it was working on. */
  stop(index: number): void {
    if (this.events.has(index)) {
      this.events.remove(index);
    }
  }

  private schedule(index: number): void {
    const { isIdle, nextSeconds } = this.engines[index] as Replica;
    if (!isIdle) {
      this.events.set(index, nextSeconds);
    } else {
      this.stop(index);
    }
  }
}

import type { Broken, CandidateCell, Evaluator } from './evaluator';

/** A cell of a candidate, as the search counts its instances. */
export interface SearchedCell extends CandidateCell {
  /** Of so many instances. */
  readonly usdPerHour: (instances: number) => number;
  /** No fewer can do, whatever the simulation says. */
  readonly leastInstances: number;
}

/** Something to search among. */
export interface Candidate<T> {
  readonly of: T;
  /** Only the cheapest of the candidates with equal families is wanted. */
  readonly family: string;
  /** Families of which nothing is wanted that costs more than this one. */
  readonly betterThan: readonly string[];
  /** Among equal costs the lowest is tried first. */
  readonly rank: number;
  readonly cells: readonly SearchedCell[];
  /** What it costs besides its searched cells. */
  readonly otherUsdPerHour: number;
  /** It is wanted only where it costs less. */
  readonly limitUsdPerHour: number;
  /** What is promised besides the latencies of its cells, and broken on so many instances; more would not mend it. */
  readonly alsoBroken: (instances: readonly number[]) => PlacedBreach | undefined;
}

/** A candidate with so many instances in each of its cells. */
export interface Sized<T> {
  readonly candidate: Candidate<T>;
  readonly instances: readonly number[];
  readonly usdPerHour: number;
}

/** The promise that breaks, and in which region. */
export interface PlacedBreach {
  readonly region: string;
  readonly broken: Broken;
}

/** One that is cheaper than the next that holds, and what it breaks. */
export interface Rejected<T> extends Sized<T>, PlacedBreach {}

export interface Found<T> extends Sized<T> {
  /** The dearest of those that cost no more and break a promise. */
  readonly nextCheaper: Rejected<T> | undefined;
}

/**
 * The cheapest candidates that keep every promise, the cheapest first. Each begins with the fewest instances that its bound
 * allows and grows by one where a simulation breaks a promise. The cheapest of all is always looked at next, so what costs
 * more than the last one found is never simulated.
 *
 * @param most how many are wanted
 */
export function cheapest<T>(candidates: readonly Candidate<T>[], evaluator: Evaluator, most: number): Found<T>[] {
  const open = new Cheapest<T>(candidates.map(atLeast));
  const found: Found<T>[] = [];
  const done = new Set<string>();
  let rejected: Rejected<T> | undefined;
  for (let next = open.take(); next !== undefined && found.length < most; next = open.take()) {
    const { candidate, instances, usdPerHour } = next;
    if (usdPerHour >= candidate.limitUsdPerHour || done.has(candidate.family)) {
      continue;
    }
    const failure = firstFailure(next, evaluator);
    if (failure !== undefined) {
      rejected = { ...next, ...failure };
      open.add(grown(next, failure.index));
      continue;
    }
    const breach = candidate.alsoBroken(instances);
    if (breach !== undefined) {
      rejected = { ...next, ...breach };
      continue;
    }
    for (const family of [candidate.family, ...candidate.betterThan]) {
      done.add(family);
    }
    found.push({ ...next, nextCheaper: rejected });
  }
  return found;
}

/** A candidate with the fewest instances that its bound allows. */
export const atLeast = <T>(candidate: Candidate<T>): Sized<T> =>
  sized(
    candidate,
    candidate.cells.map(({ leastInstances }) => leastInstances),
  );

export function sized<T>(candidate: Candidate<T>, instances: readonly number[]): Sized<T> {
  const cells = candidate.cells.reduce((usd, cell, index) => usd + cell.usdPerHour(instances[index] as number), 0);
  return { candidate, instances, usdPerHour: candidate.otherUsdPerHour + cells };
}

const grown = <T>({ candidate, instances }: Sized<T>, index: number): Sized<T> =>
  sized(
    candidate,
    instances.map((count, at) => (at === index ? count + 1 : count)),
  );

export function firstFailure<T>({ candidate, instances }: Sized<T>, evaluator: Evaluator) {
  for (const [index, cell] of candidate.cells.entries()) {
    const broken = evaluator.broken(cell, (instances[index] as number) * cell.engine.enginesPerInstance);
    if (broken !== undefined) {
      return { index, region: cell.region, broken };
    }
  }
  return undefined;
}

/** In order of cost, then of rank; the last is the next. */
class Cheapest<T> {
  private readonly sorted: Sized<T>[];

  constructor(all: readonly Sized<T>[]) {
    this.sorted = [...all].sort(dearestFirst);
  }

  take(): Sized<T> | undefined {
    return this.sorted.pop();
  }

  add(one: Sized<T>): void {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = dearestFirst(this.sorted[middle] as Sized<T>, one) < 0 ? [middle + 1, high] : [low, middle];
    }
    this.sorted.splice(low, 0, one);
  }
}

const dearestFirst = <T>(a: Sized<T>, b: Sized<T>): number =>
  b.usdPerHour - a.usdPerHour || b.candidate.rank - a.candidate.rank;

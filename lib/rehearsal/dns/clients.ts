import { type RegionAnswer, resolve } from './resolve';

/** Clients of one workload that are at the same place and ask DNS at the same moments. */
export interface Cohort {
  readonly workload: number;
  /** Share of the workload's demand. */
  readonly share: number;
  /** Regions in the order of their latency. */
  readonly nearestFirst: readonly string[];
  /** Where they send requests; undefined where DNS has no answer. */
  region: string | undefined;
}

export interface ClientPlace {
  readonly workload: number;
  readonly share: number;
  readonly nearestFirst: readonly string[];
}

/** Cohorts of one place, a few seconds apart. */
const cohortsPerPlace = 12;

/**
 * Clients behind a name. A resolver asks again when the answer's time to live is over, a client when its connection ends:
 * until both have happened, it stays with the old region.
 */
export class Clients {
  readonly cohorts: readonly Cohort[];
  private readonly cached: (string | undefined)[];

  constructor(
    places: readonly ClientPlace[],
    private readonly ttlSeconds: number,
    private readonly connectionSeconds: number,
    answersOf: (workload: number) => readonly RegionAnswer[],
    readonly resolver: typeof resolve = resolve,
  ) {
    this.cohorts = places.flatMap(({ share, ...place }) =>
      Array.from({ length: cohortsPerPlace }, () => ({
        ...place,
        share: share / cohortsPerPlace,
        region: resolver(answersOf(place.workload), place.nearestFirst),
      })),
    );
    this.cached = this.cohorts.map(({ region }) => region);
  }

  /** @param isReachable whether connections to the region open; a client whose connection fails opens a new one */
  tick(
    second: number,
    answersOf: (workload: number) => readonly RegionAnswer[],
    isReachable: (region: string) => boolean,
  ): void {
    this.cohorts.forEach((cohort, index) => {
      const turn = index % cohortsPerPlace;
      if (isDue(second, this.ttlSeconds, turn / cohortsPerPlace)) {
        this.cached[index] = this.resolver(answersOf(cohort.workload), cohort.nearestFirst);
      }
      // In another order than the resolvers, so that some clients wait for both.
      const phase = ((turn * 5) % cohortsPerPlace) / cohortsPerPlace;
      if (isDue(second, this.connectionSeconds, phase) || cohort.region === undefined || !isReachable(cohort.region)) {
        cohort.region = this.cached[index];
      }
    });
  }
}

const isDue = (second: number, every: number, phase: number): boolean => second % every === Math.floor(every * phase);

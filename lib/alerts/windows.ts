import type { Window } from './alert';

/** Every one of the last `count` minutes must breach. */
export const minutes = (count: number): Window => ({
  periodSeconds: 60,
  evaluationPeriods: count,
  datapointsToAlarm: count,
});

/** One period that breaches is enough. */
export const onePeriod = (periodSeconds: number): Window => ({
  periodSeconds,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
});

export const daily = onePeriod(24 * 3600);

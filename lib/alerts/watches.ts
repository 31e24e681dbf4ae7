import { alarmName } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Watch, Window } from './alert';

/** Every one of the last `count` minutes must breach. */
export const minutes = (count: number): Window => ({
  periodSeconds: 60,
  evaluationPeriods: count,
  datapointsToAlarm: count,
});

/** One period that breaches. */
export const onePeriod = (periodSeconds: number): Window => ({
  periodSeconds,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
});

export const daily = onePeriod(24 * 3600);

/** One watch of the whole region in every region. */
export const perRegion = (
  plan: Plan,
  alertId: string,
  watch: (region: string) => Omit<Watch, 'alarmName' | 'region'>,
): Watch[] =>
  plan.regions.map(({ region }) => ({
    alarmName: alarmName(plan.fleet.name, undefined, alertId),
    region,
    ...watch(region),
  }));

import type { ScheduledMinimum } from '../../contract/pool-sizing';
import { derived, type Figure, show, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { weekdays } from '../../fleet/schema/model-schema';
import { minuteOf } from '../../fleet/time-of-day';

/** A scheduled minimum that is raised a cold start before the demand comes. */
export interface PlannedMinimum extends ScheduledMinimum<Figure> {
  readonly leadSeconds: Figure;
}

type BusyHours = Model['pools']['baseline']['busyHours'][number];

const minutesPerDay = 24 * 60;
const minutesPerWeek = 7 * minutesPerDay;

export function busyMinimums(
  { pools: { baseline } }: Model,
  min: Figure,
  coldStartAtMost: Figure,
): { readonly schedule: readonly PlannedMinimum[]; readonly meanInstances: Figure } {
  const { busyHours } = baseline;
  const lead = Math.ceil(coldStartAtMost.value / 60);
  const leadSeconds = derived(
    lead * 60,
    's',
    `${coldStartAtMost.value} s cold start at its slow end, in whole minutes`,
    {
      from: [coldStartAtMost],
    },
  );
  const schedule = busyHours.map((busy, index) => ({
    minInstances: stated(busy.minInstances, 'instances', `models[].pools.baseline.busyHours[${index}].minInstances`),
    startsAt: cron(busy.days, minuteOf(busy.from) - lead),
    endsAt: cron(busy.days, minuteOf(busy.to)),
    timeZone: busy.timeZone,
    leadSeconds,
  }));
  return { schedule, meanInstances: busyHours.length === 0 ? min : mean(min, busyHours, schedule, lead) };
}

/** Busy hours that overlap are refused, so their parts of the week add up. */
function mean(min: Figure, busyHours: readonly BusyHours[], schedule: readonly PlannedMinimum[], lead: number): Figure {
  const extras = busyHours.map(({ days, from, to, minInstances }) => ({
    instances: Math.max(0, minInstances - min.value),
    share: (days.length * (minuteOf(to) - minuteOf(from) + lead)) / minutesPerWeek,
  }));
  return derived(
    extras.reduce((sum, { instances, share }) => sum + instances * share, min.value),
    'instances',
    `${min.value} + ${extras.map(({ instances, share }) => `${instances} × ${show(share)} of the week`).join(' + ')}`,
    { from: [min, ...schedule.flatMap(({ minInstances, leadSeconds }) => [minInstances, leadSeconds])] },
  );
}

/** What begins before midnight begins a day earlier. */
function cron(days: BusyHours['days'], minute: number): string {
  const back = minute < 0 ? 1 : 0;
  const at = minute + back * minutesPerDay;
  const on = days.map((day) => weekdays[(weekdays.indexOf(day) + 7 - back) % 7]);
  return `${at % 60} ${Math.floor(at / 60)} * * ${on.join(',')}`;
}

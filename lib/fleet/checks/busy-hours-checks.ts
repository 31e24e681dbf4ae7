import { error, type Finding, type Path } from '../../contract/findings';
import type { FleetFile } from '../schema';
import { minuteOf } from '../time-of-day';
import { check } from './check';

type BusyHours = FleetFile['models'][number]['pools']['baseline']['busyHours'][number];

const source = 'busy hours of a pool: docs/fleet-file.md';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const overlap = (one: BusyHours, other: BusyHours): boolean =>
  one.days.some((day) => other.days.includes(day)) &&
  minuteOf(one.from) < minuteOf(other.to) &&
  minuteOf(other.from) < minuteOf(one.to);

function findingsOf(busy: BusyHours, before: readonly BusyHours[], at: Path): Finding[] {
  return [
    ...(isTimeZone(busy.timeZone)
      ? []
      : [
          error([...at, 'timeZone'], {
            problem: 'is no time zone',
            got: busy.timeZone,
            expected: 'an IANA time zone',
            fix: 'for example timeZone: Europe/Berlin',
            source,
          }),
        ]),
    ...(minuteOf(busy.from) < minuteOf(busy.to)
      ? []
      : [
          error([...at, 'to'], {
            problem: 'is not after from',
            got: busy.to,
            expected: `a time after ${busy.from} of the same day`,
            fix: 'split what goes over midnight in two',
            source,
          }),
        ]),
    ...(before.some((other) => overlap(busy, other))
      ? [
          error([...at, 'from'], {
            problem: 'overlaps other busy hours: the earlier of them to end would lower the minimum of both',
            got: busy.from,
            expected: 'busy hours apart from each other',
            fix: 'join the two, or move one',
            source,
          }),
        ]
      : []),
  ];
}

export const busyHoursChecks = [
  check(['models'], ({ models }) =>
    models.flatMap(({ pools: { baseline } }, model) =>
      baseline.busyHours.flatMap((busy, index, all) =>
        findingsOf(busy, all.slice(0, index), ['models', model, 'pools', 'baseline', 'busyHours', index]),
      ),
    ),
  ),
];

import { numberOf } from './request';

/** How a format writes the time of a request, beside dates, which every format may have. */
export type TimeUnit = 'dates only' | 'seconds' | 'milliseconds';

const millisecondsPer = { seconds: 1000, milliseconds: 1 } as const;

/** 1 January 2100. A later time was written in a smaller unit than the format has. */
const latestMs = Date.UTC(2100, 0, 1);

/** Date, time to the second, fraction of any length, zone. A time without a zone is in UTC. */
const date = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d+))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/** Milliseconds of a written time: since 1970 for a date, since the start of the trace for most numbers. */
export function instantMs(written: unknown, unit: TimeUnit): number | undefined {
  const number = numberOf(written);
  if (number !== undefined) {
    return unit === 'dates only' || number < 0 ? undefined : notAfterLatest(number * millisecondsPer[unit]);
  }
  return typeof written === 'string' ? dateMs(written.trim()) : undefined;
}

const notAfterLatest = (ms: number): number | undefined => (ms < latestMs ? ms : undefined);

function dateMs(text: string): number | undefined {
  const parts = date.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, day, time, fraction = '', zone = 'Z'] = parts;
  const wholeSeconds = Date.parse(`${day}T${time}${zoneOf(zone)}`);
  return Number.isNaN(wholeSeconds) ? undefined : wholeSeconds + Math.floor(Number(`0.${fraction}0`) * 1000);
}

function zoneOf(zone: string): string {
  if (zone === 'Z' || /^(z|utc)$/i.test(zone)) {
    return 'Z';
  }
  const [sign, hours, minutes = ''] = [zone.slice(0, 1), zone.slice(1, 3), zone.slice(3).replace(':', '')];
  return `${sign}${hours}:${minutes === '' ? '00' : minutes}`;
}

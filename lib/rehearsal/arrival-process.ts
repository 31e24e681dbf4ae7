/** How requests arrive: as a trace recorded them, or at random. */
export const arrivalProcesses = ['trace', 'poisson', 'bursty', 'day', 'week'] as const;

export type ArrivalProcess = (typeof arrivalProcesses)[number];

const hour = 3600;

/** How long random arrivals last unless stated, seconds: half an hour, or what they follow. A trace lasts as long as it is. */
export const usualSeconds: Readonly<Record<ArrivalProcess, number>> = {
  trace: hour / 2,
  poisson: hour / 2,
  bursty: hour / 2,
  day: 24 * hour,
  week: 7 * 24 * hour,
};

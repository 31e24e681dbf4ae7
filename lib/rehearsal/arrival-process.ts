/** How requests arrive: as a trace recorded them, or at random. */
export const arrivalProcesses = ['trace', 'poisson', 'bursty', 'day', 'week'] as const;

export type ArrivalProcess = (typeof arrivalProcesses)[number];

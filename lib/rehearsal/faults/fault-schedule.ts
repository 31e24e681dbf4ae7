/** What can go wrong, by the name it has in a schedule. */
export const faultKinds = [
  'region-down',
  'instances-lost',
  'zone-lost',
  'cell-empty',
  'spot-reclaimed',
  'block-ends',
  'no-capacity',
  'partial-capacity',
  'quota-reached',
  'slow-region',
  'check-flaps',
  'check-broken',
  'metrics-lost',
  'metrics-lost-everywhere',
  'gpu-fault',
  'events-repeated',
  'api-throttled',
  'two-copies',
  'state-unavailable',
  'issuer-down',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One fault of a schedule. */
export interface ScheduledFault {
  readonly kind: FaultKind;
  /** Second at which it begins. */
  readonly at: number;
  readonly seconds: number;
  /** Index of the cell or region that it strikes, modulo their number. */
  readonly where: number;
  /** Which share of that cell or region it strikes, 0 to 1. */
  readonly share: number;
}

export const isDuring = ({ at, seconds }: ScheduledFault, second: number): boolean =>
  second >= at && second < at + seconds;

/** Faults that are active together with another one. */
export const overlapping = (faults: readonly ScheduledFault[]): number =>
  faults.filter((one) =>
    faults.some((other) => other !== one && one.at < other.at + other.seconds && other.at < one.at + one.seconds),
  ).length;

/** What each kind does, for documentation and messages; the numbers are those of the list of faults to survive. */
export const faultWords: Readonly<Record<FaultKind, string>> = {
  'region-down': 'a region and all its instances are lost; it returns cold (F1, F5, F8, F26)',
  'instances-lost': 'some instances of one cell die at once',
  'zone-lost': 'the instances of one zone of a region die at once',
  'cell-empty': 'every instance of one cell dies at once (F22)',
  'spot-reclaimed': 'half of a cell, or more, is reclaimed within two minutes (F9, F10)',
  'block-ends': 'instances of a cell leave in order, after what they have begun (F25)',
  'no-capacity': 'no launch of a region succeeds (F6)',
  'partial-capacity': 'only a share of the launches of a region succeeds (F7)',
  'quota-reached': 'a region launches nothing beyond what it had at the beginning (F28)',
  'slow-region': 'the engines of a region work at a share of their speed',
  'check-flaps': 'the health checks of a region fail every other 20 to 90 s (F4)',
  'check-broken': 'the health checks of a region fail although it serves',
  'metrics-lost': 'a region publishes no metric (F2)',
  'metrics-lost-everywhere': 'no region publishes a metric (F3)',
  'gpu-fault': 'an instance serves no more, and its agent asks the repair function for a replacement',
  'events-repeated': 'each event of an agent comes again, also late and in another order (F16)',
  'api-throttled': 'AWS answers none of the repair function’s calls (F17)',
  'two-copies': 'two copies of the repair function handle each event (F18)',
  'state-unavailable': 'the table of the repair function does not answer (F21)',
  'issuer-down': 'the key sets of the token issuer cannot be read (F27)',
};

/** Under which circumstances a fleet is rehearsed. */
export type Condition =
  | { readonly kind: 'as planned' }
  /** The region is gone from the first request on; the others begin with their minimum. */
  | { readonly kind: 'region lost'; readonly region: string }
  /** The same loss, once the others have grown to what is promised: the requests that arrive from then on. */
  | { readonly kind: 'grown after loss'; readonly region: string; readonly afterSeconds: number }
  | { readonly kind: 'more demand'; readonly ratio: number };

/** Demand above the planned one. */
const growth = [0.25, 0.5] as const;

/** As planned, after the loss of each region, and with more demand. */
export const conditionsOf = (regions: readonly string[]): Condition[] => [
  { kind: 'as planned' },
  ...(regions.length > 1 ? regions.map((region) => ({ kind: 'region lost', region }) as const) : []),
  ...growth.map((ratio) => ({ kind: 'more demand', ratio }) as const),
];

export const demandFactor = (condition: Condition): number =>
  condition.kind === 'more demand' ? 1 + condition.ratio : 1;

export const lostRegion = (condition: Condition): string | undefined =>
  condition.kind === 'region lost' || condition.kind === 'grown after loss' ? condition.region : undefined;

/** A standby grows after a loss; what is promised then holds from there on, and not before. */
export const isPromised = (condition: Condition, all: readonly Condition[]): boolean =>
  condition.kind !== 'region lost' ||
  !all.some((other) => other.kind === 'grown after loss' && other.region === condition.region);

export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'as planned':
      return 'as planned';
    case 'region lost':
      return `without ${condition.region}`;
    case 'grown after loss':
      return `without ${condition.region}, grown`;
    case 'more demand':
      return `demand +${condition.ratio * 100} %`;
    default:
      return condition satisfies never;
  }
}

/** Under which circumstances a fleet is rehearsed. */
export type Condition =
  | { readonly kind: 'as planned' }
  /** The region is gone from the first request on; the others begin with their minimum. */
  | { readonly kind: 'region lost'; readonly region: string }
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
  condition.kind === 'region lost' ? condition.region : undefined;

export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'as planned':
      return 'as planned';
    case 'region lost':
      return `without ${condition.region}`;
    case 'more demand':
      return `demand +${condition.ratio * 100} %`;
    default:
      return condition satisfies never;
  }
}

import type { Kind } from './kinds';

/** A statement that the project makes about itself, with its evidence. */
export interface Claim {
  readonly what: string;
  readonly shown: readonly Evidence[];
  /** The part of the claim that only a real account can show; absent if there is none. */
  readonly onlyOnARealAccount?: string;
}

/** One piece of evidence for a claim. */
export interface Evidence {
  readonly kinds: readonly Exclude<Kind, 'only on a real account'>[];
  /** The command that shows the claim, run from the root of the project. */
  readonly command: string;
  readonly how: string;
}

/** Every kind of evidence of a claim, each kind once. */
export const kindsOf = ({ shown, onlyOnARealAccount }: Claim): Kind[] => [
  ...new Set<Kind>([
    ...shown.flatMap(({ kinds }) => kinds),
    ...(onlyOnARealAccount === undefined ? [] : (['only on a real account'] as const)),
  ]),
];

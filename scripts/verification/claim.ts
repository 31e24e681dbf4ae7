import type { Kind } from './kinds';

/** Something that the project says of itself, and what shows it. */
export interface Claim {
  readonly what: string;
  readonly shown: readonly Evidence[];
  /** What of it only a real account shows; absent where nothing is left. */
  readonly onlyOnARealAccount?: string;
}

/** One way in which a claim is shown. */
export interface Evidence {
  readonly kinds: readonly Exclude<Kind, 'only on a real account'>[];
  /** Shows it, from the root of the project. */
  readonly command: string;
  readonly how: string;
}

/** Every kind of a claim, each once. */
export const kindsOf = ({ shown, onlyOnARealAccount }: Claim): Kind[] => [
  ...new Set<Kind>([
    ...shown.flatMap(({ kinds }) => kinds),
    ...(onlyOnARealAccount === undefined ? [] : (['only on a real account'] as const)),
  ]),
];

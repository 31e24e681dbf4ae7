/** What must hold after every step, by the letter of its invariant. */
export const invariants = {
  J: 'nothing is answered outside the jurisdiction',
  R: 'nothing is refused while an allowed cell has room, but for 10 s after a fault',
  L: 'the last region that can serve is never withdrawn',
  F: 'the serving floor is never lowered',
  C: 'a region that returns gets no more than its ready instances take while others have room',
  I: 'replaying an event changes nothing',
  B: 'a group is changed at most once in 60 s',
  U: 'missing metrics are taken neither for health nor for sickness',
  X: 'no request crosses regions twice',
} as const;

export type Invariant = keyof typeof invariants;

export interface Violation {
  readonly invariant: Invariant;
  readonly second: number;
  readonly what: string;
}

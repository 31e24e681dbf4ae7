/** What must hold after every step, by the letter of its invariant. */
export const invariants = {
  J: 'no request is answered outside its jurisdiction',
  R: 'no request is refused while a cell that may answer it has room, except within 10 s after a fault begins or ends',
  L: 'while a region can serve, DNS leads some clients to such a region',
  F: 'no group wants fewer instances than its minimum',
  C: 'a region that comes back gets no more requests than its ready instances run, as long as others have room',
  I: 'an event that comes again changes nothing',
  B: 'a group is changed at most once in 60 s',
  U: 'a region that serves is never taken for sick because its metrics are missing',
  X: 'no request crosses from one region to another twice',
} as const;

export type Invariant = keyof typeof invariants;

export interface Violation {
  readonly invariant: Invariant;
  readonly second: number;
  readonly what: string;
}

/** A fault that tests cause on purpose, and what of it no test causes. */
export interface Fault {
  readonly what: string;
  /** Tests that cause it. */
  readonly heldBy: readonly HeldBy[];
  /** What no test shows yet. @default - nothing that is known */
  readonly lacks?: string;
}

export interface HeldBy {
  readonly file: string;
  /** Part of the title of a test in that file. */
  readonly title: string;
}

/** A fault, the file of its tests, parts of their titles, and what no test shows. */
export const fault = (what: string, file: string, titles: readonly string[], lacks?: string): Fault => ({
  what,
  heldBy: titles.map((title) => ({ file: `test/${file}.test.ts`, title })),
  ...(lacks === undefined ? {} : { lacks }),
});

/** The same fault, held by tests of another file, too. */
export const and = (one: Fault, file: string, titles: readonly string[]): Fault => ({
  ...one,
  heldBy: [...one.heldBy, ...fault('', file, titles).heldBy],
});

/** Where a fact about the world was read, and when. */
export interface Provenance {
  /** What was read: a table, a page, a commit. */
  readonly source: string;
  readonly url: string;
  /** When it was read off or published, ISO 8601, as precisely as is known: a day, a month or a year. */
  readonly date: string;
  readonly licence?: string;
  readonly note?: string;
}

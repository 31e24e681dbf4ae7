/** Where a fact about the world was read, and when. */
export interface Provenance {
  /** The source that was read: a table, a page or a commit. */
  readonly source: string;
  readonly url: string;
  /** When it was read or published, ISO 8601, as precisely as known: a day, a month or a year. */
  readonly date: string;
  readonly licence?: string;
  readonly note?: string;
}

/** Where a fact about the world was read, and when. */
export interface Provenance {
  /** What was read: a table, a page, a commit. */
  readonly source: string;
  readonly url: string;
  /** Day of the reading or publication, ISO 8601. */
  readonly date: string;
  readonly licence?: string;
  readonly note?: string;
}

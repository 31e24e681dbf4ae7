/** Two bars for each name, and the limit that they are held against. */
export interface ComparedBars {
  readonly title: string;
  /** What the axis measures. */
  readonly axis: string;
  readonly format: 'usd' | 'share';
  readonly bars: readonly [string, string];
  readonly limit: string;
  readonly rows: readonly ComparedRow[];
}

export interface ComparedRow {
  /** Lines of the name. */
  readonly name: readonly string[];
  readonly values: readonly [number, number];
  /** Absent where the row has no limit. */
  readonly limit?: number;
}

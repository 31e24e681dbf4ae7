/** Seconds that something took in the deployed fleet. */
export interface MeasuredSeconds {
  readonly p50Seconds: number;
  readonly p95Seconds: number;
  readonly slowestSeconds: number;
  readonly samples: number;
  /** Last day that was counted, ISO 8601. */
  readonly until: string;
}

/** Time as the agent measures it: monotonic, so that setting the system's clock changes no wait. */
export interface Clock {
  /** Seconds since some moment before the agent started. */
  now(): number;
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
  /** Aborts once so many seconds have passed. */
  limit(seconds: number): AbortSignal;
  /** Seconds that lie between a moment of the calendar and now. */
  since(moment: Date): number;
  /** What the calendar says now. It may be set at any moment, so no wait goes by it. */
  date(): Date;
}

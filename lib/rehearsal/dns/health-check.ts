/** A health check of Route 53: it changes its state after a number of equal answers in a row, in both directions. */
export class HealthCheck {
  isHealthy = true;
  private against = 0;

  constructor(private readonly failureThreshold: number) {}

  /** @returns whether it has changed its state */
  observe(answersReady: boolean): boolean {
    this.against = answersReady === this.isHealthy ? 0 : this.against + 1;
    if (this.against < this.failureThreshold) {
      return false;
    }
    this.isHealthy = answersReady;
    this.against = 0;
    return true;
  }
}

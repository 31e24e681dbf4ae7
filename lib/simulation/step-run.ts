/** A run of decode steps of the same sequences. Each step takes as much longer than the one before, as the cache grows. */
export class StepRun {
  steps = 0;
  private first = 0;
  private growth = 0;

  /** @param last seconds of the last of the steps */
  begin(steps: number, first: number, last: number): void {
    this.steps = steps;
    this.first = first;
    this.growth = steps > 1 ? (last - first) / (steps - 1) : 0;
  }

  secondsOf(steps: number): number {
    return steps * this.first + (this.growth * steps * (steps - 1)) / 2;
  }

  /** The least number of steps, at least one, that takes so long. */
  stepsIn(seconds: number): number {
    const { first, growth } = this;
    const linear = first - growth / 2;
    const exact = growth > 0 ? (Math.sqrt(linear * linear + 2 * growth * seconds) - linear) / growth : seconds / first;
    // The root is off by a rounding error at most.
    let steps = Math.max(1, Math.round(exact));
    while (this.secondsOf(steps) < seconds) {
      steps += 1;
    }
    while (steps > 1 && this.secondsOf(steps - 1) >= seconds) {
      steps -= 1;
    }
    return steps;
  }
}

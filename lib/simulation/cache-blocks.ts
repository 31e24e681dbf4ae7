/**
 * The blocks of an engine's KV cache. A decoding sequence needs a new block once in as many steps as a block has tokens;
 * sequences are counted by the step at which they do, so that the need of any run of steps is a sum of a few counts.
 */
export class CacheBlocks {
  used = 0;
  private readonly phases: Int32Array;

  constructor(
    readonly total: number,
    private readonly blockTokens: number,
  ) {
    this.phases = new Int32Array(blockTokens);
  }

  get free(): number {
    return this.total - this.used;
  }

  blocksOf(tokens: number): number {
    return Math.ceil(tokens / this.blockTokens);
  }

  /** @param base tokens of the sequence less the steps that the engine has done */
  join(base: number): void {
    const phase = this.phaseOf(base);
    this.phases[phase] = (this.phases[phase] as number) + 1;
  }

  leave(base: number): void {
    const phase = this.phaseOf(base);
    this.phases[phase] = (this.phases[phase] as number) - 1;
  }

  /** Blocks that the decoding sequences need for so many steps more, `step` of which are done. */
  needed(step: number, steps: number, sequences: number): number {
    const { blockTokens } = this;
    const rest = steps % blockTokens;
    let blocks = ((steps - rest) / blockTokens) * sequences;
    // Each step looks at the phase before that of the step before it.
    let phase = this.phaseOf(-step);
    for (let ahead = 0; ahead < rest; ahead += 1) {
      blocks += this.phases[phase] as number;
      phase = phase === 0 ? blockTokens - 1 : phase - 1;
    }
    return blocks;
  }

  /** The most steps, up to `steps`, for which the free blocks are enough. */
  stepsThatFit(step: number, steps: number, sequences: number): number {
    const { blockTokens, free } = this;
    if (Math.ceil(steps / blockTokens) * sequences <= free) {
      return steps;
    }
    const cycles = Math.floor(free / sequences);
    let fitting = cycles * blockTokens;
    let left = free - cycles * sequences;
    while (fitting < steps) {
      left -= this.atStep(step + fitting);
      if (left < 0) {
        return fitting;
      }
      fitting += 1;
    }
    return steps;
  }

  /** Sequences that need a block for the step after so many. */
  atStep(step: number): number {
    return this.phases[this.phaseOf(-step)] as number;
  }

  private phaseOf(base: number): number {
    const rest = base % this.blockTokens;
    return rest < 0 ? rest + this.blockTokens : rest;
  }
}

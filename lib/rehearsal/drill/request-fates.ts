/** What became of a request. */
export const fates = ['pending', 'taken', 'refused', 'failed', 'broken'] as const;

/**
 * `taken` by an engine, which answers it unless the drill ends before. `refused` with 503 and Retry-After. `failed`: no
 * connection, or an error of the load balancer. `broken`: the stream ended after its first token, because the instance died.
 */
export type Fate = (typeof fates)[number];

/** What became of every request, in columns. */
export class RequestFates {
  /** Index of the fate. */
  private readonly fate: Uint8Array;
  /** Index of the engine that has it, −1 where none has. */
  readonly engine: Int32Array;
  /** Index of the region that its client came to before the loss. */
  readonly home: Int8Array;
  /** Index of the region whose entry took it, and of the one whose cell did; −1 before. */
  readonly entry: Int8Array;
  readonly cell: Int8Array;

  constructor(count: number) {
    this.fate = new Uint8Array(count);
    this.engine = new Int32Array(count).fill(-1);
    this.home = new Int8Array(count).fill(-1);
    this.entry = new Int8Array(count).fill(-1);
    this.cell = new Int8Array(count).fill(-1);
  }

  of(request: number): Fate {
    return fates[this.fate[request] as number] as Fate;
  }

  set(request: number, fate: Fate): void {
    this.fate[request] = fates.indexOf(fate);
  }
}

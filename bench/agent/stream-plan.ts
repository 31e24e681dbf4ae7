/** Input of the stream generator, as JSON. */
export interface StreamPlan {
  /** Address of an engine, or of HAProxy in front of it. */
  readonly url: string;
  readonly seconds: number;
  /** Streams at once; each begins anew when it has ended. */
  readonly streams: number;
  readonly tokens: number;
  /** Requests a second beside the streams that the engine refuses at once, because their body is malformed; 0 sends none. */
  readonly refusedPerSecond: number;
}

/** Output of the stream generator, as JSON. */
export interface StreamReport {
  readonly asked: number;
  readonly failed: number;
  /** Chunks that came. */
  readonly chunks: number;
  /** Those that were read alone: neither the engine, nor HAProxy, nor the kernel has put another one beside them. */
  readonly alone: number;
  /** Milliseconds from the engine's stamp in a chunk until the client has it. */
  readonly delays: readonly number[];
  /** Milliseconds from a request that is refused at once until the first byte of its answer. */
  readonly refusals: readonly number[];
}

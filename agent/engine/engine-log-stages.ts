/** Seconds of the steps that the engine itself writes down while it starts. */
export interface EngineStages {
  readonly loadToGpu?: number;
  readonly compile?: number;
  readonly graphCapture?: number;
}

/** As logs of vLLM of 2025 and 2026 have them. What a later engine words otherwise counts as loading. */
const lines: readonly (readonly [keyof EngineStages, RegExp])[] = [
  ['loadToGpu', /Model loading took [\d.]+ Gi?B(?: memory)? and ([\d.]+) ?s/],
  ['compile', /torch\.compile (?:takes|took) ([\d.]+) s in total/],
  ['graphCapture', /Graph capturing finished in ([\d.]+) secs?/],
];

/** What the log of an engine's start says; the slowest of its workers counts. */
export function engineStages(log: string): EngineStages {
  return Object.fromEntries(
    lines.flatMap(([stage, form]) => {
      const seconds = [...log.matchAll(new RegExp(form, 'g'))].map(([, text]) => Number(text));
      return seconds.length === 0 ? [] : [[stage, Math.max(...seconds)]];
    }),
  );
}

/** The step that an engine is in which does not answer yet. */
export function currentStage(log: string): keyof EngineStages {
  const done = engineStages(log);
  if (done.loadToGpu === undefined) {
    return 'loadToGpu';
  }
  return done.compile === undefined ? 'compile' : 'graphCapture';
}

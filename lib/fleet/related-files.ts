import { type Architecture, readHuggingFaceConfig } from './hugging-face-config';
import { type Chunks, linesOf } from './lines';
import { readTrace } from './trace';
import { TraceProblem } from './traces/request';
import type { TraceStatistics } from './traces/statistics';

/** Reads a file that the fleet file names, by its path relative to it. @throws Error when it cannot */
export type ReadRelated = (path: string) => Chunks;

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** The fix is undefined where the file itself could not be read. */
  | { readonly ok: false; readonly reason: string; readonly fix: string | undefined };

/** The files beside a fleet file, each read and parsed at most once. */
export interface RelatedFiles {
  trace(path: string): Outcome<TraceStatistics>;
  architecture(path: string): Outcome<Architecture>;
}

export function relatedFiles(read: ReadRelated): RelatedFiles {
  return {
    trace: once((path) => readTrace(read(path))),
    architecture: once((path) => readHuggingFaceConfig([...linesOf(read(path))].join('\n'))),
  };
}

function once<T>(parse: (path: string) => T): (path: string) => Outcome<T> {
  const seen = new Map<string, Outcome<T>>();
  return (path) => {
    const known = seen.get(path) ?? attempt(() => parse(path));
    seen.set(path, known);
    return known;
  };
}

function attempt<T>(action: () => T): Outcome<T> {
  try {
    return { ok: true, value: action() };
  } catch (thrown) {
    return {
      ok: false,
      reason: thrown instanceof Error ? thrown.message : String(thrown),
      fix: thrown instanceof TraceProblem ? thrown.fix : undefined,
    };
  }
}

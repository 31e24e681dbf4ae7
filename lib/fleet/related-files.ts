import type { Task } from '../architecture/model/architecture';
import type { ParsedConfig } from '../architecture/parse-config';
import { type Chunks, linesOf } from './lines';
import { parseConfigFor } from './model-sizes';
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
  /** A `config.json`, read for a task; not ok where there is no such file. */
  config(path: string, task: Task): Outcome<ParsedConfig>;
}

export function relatedFiles(read: ReadRelated): RelatedFiles {
  const text = (path: string): string => [...linesOf(read(path))].join('\n');
  const configFor = (task: Task): ((path: string) => Outcome<ParsedConfig>) =>
    once((path) => parseConfigFor(task, { config: text(path), quantization: quantizationBeside(path, text) }));
  const configs = { generate: configFor('generate'), embed: configFor('embed'), rerank: configFor('rerank') };
  return {
    trace: once((path) => readTrace(read(path))),
    config: (path, task) => configs[task](path),
  };
}

/** ModelOpt states its quantisation in a file of its own. */
function quantizationBeside(path: string, text: (path: string) => string): unknown {
  const beside = attempt(() => text(path.replace(/[^/]*$/, 'hf_quant_config.json')));
  return beside.ok ? JSON.parse(beside.value) : undefined;
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

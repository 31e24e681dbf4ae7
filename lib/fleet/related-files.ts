import type { Task } from '../architecture/model/architecture';
import type { ParsedConfig } from '../architecture/parse-config';
import type { KnownModel } from '../catalogue/known-models';
import { type Chunks, linesOf } from './lines';
import { knownConfigFor, parseConfigFor } from './model-sizes';
import { readTrace } from './trace';
import { TraceProblem } from './traces/request';
import type { TraceStatistics } from './traces/statistics';

/** Reads a file that the fleet file names, by its path relative to it. @throws Error when it cannot */
export type ReadRelated = (path: string) => Chunks;

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** The fix is undefined where the file itself could not be read. */
  | { readonly ok: false; readonly reason: string; readonly fix: string | undefined };

/** The files beside a fleet file and the configs of known models, each read and parsed at most once. */
export interface RelatedFiles {
  trace(path: string): Outcome<TraceStatistics>;
  /** A `config.json`, read for a task; not ok where there is no such file. */
  config(path: string, task: Task): Outcome<ParsedConfig>;
  /** The `config.json` of a model of the catalogue, read for a task. */
  known(model: KnownModel, task: Task): Outcome<ParsedConfig>;
}

export function relatedFiles(read: ReadRelated): RelatedFiles {
  const text = (path: string): string => [...linesOf(read(path))].join('\n');
  const configFor = (task: Task) =>
    once((path: string) => parseConfigFor(task, { config: text(path), quantization: quantizationBeside(path, text) }));
  const knownFor = (task: Task) => once((model: KnownModel) => knownConfigFor(task, model));
  const known = { generate: knownFor('generate'), embed: knownFor('embed'), rerank: knownFor('rerank') };
  const configs = { generate: configFor('generate'), embed: configFor('embed'), rerank: configFor('rerank') };
  return {
    trace: once((path) => readTrace(read(path))),
    config: (path, task) => configs[task](path),
    known: (model, task) => known[task](model),
  };
}

/** ModelOpt states its quantisation in a file of its own. */
function quantizationBeside(path: string, text: (path: string) => string): unknown {
  const beside = attempt(() => text(path.replace(/[^/]*$/, 'hf_quant_config.json')));
  return beside.ok ? JSON.parse(beside.value) : undefined;
}

function once<Key, T>(parse: (key: Key) => T): (key: Key) => Outcome<T> {
  const seen = new Map<Key, Outcome<T>>();
  return (key) => {
    const known = seen.get(key) ?? attempt(() => parse(key));
    seen.set(key, known);
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

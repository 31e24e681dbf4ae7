import type { KnownModel } from '../catalogue/known-models';
import type { Task } from './model/architecture';
import { type ParsedConfig, parseConfig } from './parse-config';

const parsed = new WeakMap<KnownModel['config'], Map<Task | undefined, ParsedConfig>>();

/** Reads a config of the catalogue once for each task: a plan asks for the same model at every instance type. */
export function parseOnce(config: KnownModel['config'], task: Task | undefined): ParsedConfig {
  const byTask = parsed.get(config) ?? new Map<Task | undefined, ParsedConfig>();
  parsed.set(config, byTask);
  const known = byTask.get(task) ?? parseConfig(config, task === undefined ? {} : { task });
  byTask.set(task, known);
  return known;
}

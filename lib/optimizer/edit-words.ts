import { type FleetEdit, isRegionEdit } from '../fleet/edit-fleet';
import { valueYaml } from '../fleet/edit-models';
import type { Fleet } from '../fleet/fleet';

/** An edit as findings name paths, `models[chat].tensorParallel: 2`. */
export function editWords(fleet: Pick<Fleet, 'models' | 'workloads'>, edit: FleetEdit): string {
  if (isRegionEdit(edit)) {
    const { region, next } = edit;
    return next === undefined ? `without the region ${region}` : `${next} in each list of regions that has ${region}`;
  }
  const { path, key, value } = edit;
  const where = path.length === 0 ? '' : `${placeWords(fleet, path)}.`;
  return value === undefined ? `without ${where}${key}` : `${where}${key}: ${valueYaml(value)}`;
}

/** Entries by their names in place of their numbers. */
function placeWords({ models, workloads }: Pick<Fleet, 'models' | 'workloads'>, path: readonly (string | number)[]) {
  const [section, index, ...inside] = path;
  const named = section === 'workloads' ? workloads : models;
  return [`${section}[${named[Number(index)]?.name ?? index}]`, ...inside].join('.');
}

import type { FieldEdit } from '../fleet/edit-fields';
import { valueYaml } from '../fleet/edit-models';
import type { Fleet } from '../fleet/fleet';

/** An edit as findings name paths, `models[chat].tensorParallel: 2`. */
export function editWords({ models }: Pick<Fleet, 'models'>, { path, key, value }: FieldEdit): string {
  const [section, index] = path;
  const where = section === undefined ? '' : `${section}[${models[Number(index)]?.name ?? index}].`;
  return value === undefined ? `without ${where}${key}` : `${where}${key}: ${valueYaml(value)}`;
}

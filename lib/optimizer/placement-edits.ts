import { layoutOf } from '../contract/replica-layout';
import type { FieldEdit } from '../fleet/edit-fields';
import type { Fleet } from '../fleet/fleet';
import type { ModelChoice } from './optimization';
import { placementOf, sameLayout } from './placement';

/** What a fleet file says differently once a model is served so. */
export function placementEdits(fleet: Fleet, name: string, { placement }: Pick<ModelChoice, 'placement'>): FieldEdit[] {
  const index = fleet.models.findIndex((model) => model.name === name);
  const model = fleet.models[index];
  if (model === undefined) {
    return [];
  }
  const today = placementOf(model);
  const path = ['models', index];
  const typesChange = today.instanceTypes.join() !== placement.instanceTypes.join() || model.derived?.instanceTypes;
  return [
    ...(typesChange ? [{ path, key: 'instanceTypes', value: placement.instanceTypes }] : []),
    ...(sameLayout(today, placement) && !model.derived?.layout
      ? []
      : layoutEdits(path, model.layoutField === 'parallel', placement.layout)),
    ...(today.kvPrecision === placement.kvPrecision
      ? []
      : [{ path, key: 'kvPrecision', value: placement.kvPrecision }]),
    ...(Object.keys(model.instancesPerRegion).length > 0
      ? [{ path, key: 'instancesPerRegion', value: undefined }]
      : []),
  ];
}

/** The field that the file has already, unless the short form cannot say it. */
function layoutEdits(
  path: FieldEdit['path'],
  isLongForm: boolean,
  layout: ModelChoice['placement']['layout'],
): FieldEdit[] {
  const { tensorParallel: tensor, dataParallel: data, expertParallel: expert } = layoutOf(layout);
  if (data === undefined && expert === undefined && !isLongForm) {
    return [{ path, key: 'tensorParallel', value: tensor }];
  }
  const value = { tensor, ...(data && { data }), ...(expert && { expert }) };
  return [
    { path, key: 'parallel', value },
    { path, key: 'tensorParallel', value: undefined },
  ];
}

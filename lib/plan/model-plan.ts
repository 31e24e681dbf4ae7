import { gpuInstanceType } from '../catalogue/instance-types';
import { modelSettingsOf } from '../contract/cell-parameters';
import { cacheOnGpu } from '../engine/gpu-formats';
import { settingFlags } from '../engine/setting-flags';
import { fieldsYaml } from '../fleet/edit-models';
import type { Model } from '../fleet/fleet';
import type { Pins } from '../fleet/lock-file';
import { writtenFields } from '../fleet/placed-model';
import { plannedSettings } from './engine-settings';
import { profiledOn } from './measured/profiled-on';
import type { ModelPlan } from './plan';

/** What stacks and pages need to know of a model. */
export function modelPlan(model: Model, pins: Pins): ModelPlan {
  const profile = profiledOn(model);
  const settings = plannedSettings(model);
  return {
    name: model.name,
    ...modelSettingsOf(model),
    kvPrecision: cacheFormat(model),
    ...engineOf(model),
    ...derivedPlace(model),
    ...(settings.length === 0 ? {} : { settings }),
    weightsManifest: pins.weights[model.name] ?? { status: 'unresolved' },
    ...(profile === undefined ? {} : { profiledOn: profile }),
  };
}

function derivedPlace({ derived, instanceTypes, ...layout }: Model): Pick<ModelPlan, 'derivedPlace'> {
  if (derived === undefined) {
    return {};
  }
  const entry = fieldsYaml({
    ...(derived.layout && writtenFields(layout)),
    ...(derived.instanceTypes && { instanceTypes }),
  }).join(', ');
  return { derivedPlace: { entry, reason: derived.reason } };
}

const cacheFormat = ({ kvPrecision, instanceTypes }: Model): ModelPlan['kvPrecision'] =>
  instanceTypes.some((name) => cacheOnGpu(kvPrecision, gpuInstanceType(name)?.computeCapability ?? 0) === 'fp16')
    ? 'fp16'
    : kvPrecision;

/** Absent where the fleet file says nothing, so that it appears in the templates of those fleets alone that need it. */
function engineOf({
  engine: { chat, ...settings },
}: Model): Pick<ModelPlan, 'chat' | 'engineFlags' | 'adapterTenants'> {
  const engineFlags = settingFlags(settings);
  const adapterTenants = settings.loraAdapters.flatMap(({ name, tenants }) =>
    tenants === undefined ? [] : [{ name, tenants }],
  );
  return {
    ...(chat ? {} : { chat }),
    ...(engineFlags.length === 0 ? {} : { engineFlags }),
    ...(adapterTenants.length === 0 ? {} : { adapterTenants }),
  };
}

import { modelSettingsOf } from '../contract/cell-parameters';
import type { Model } from '../fleet/fleet';
import type { Pins } from '../fleet/lock-file';
import { profiledOn } from './measured/profiled-on';
import type { ModelPlan } from './plan';

/** What stacks and pages need to know of a model. */
export function modelPlan(model: Model, pins: Pins): ModelPlan {
  const profile = profiledOn(model);
  return {
    name: model.name,
    ...modelSettingsOf(model),
    weightsManifest: pins.weights[model.name] ?? { status: 'unresolved' },
    ...(profile === undefined ? {} : { profiledOn: profile }),
  };
}

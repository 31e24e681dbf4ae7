import { poolGroupNames } from '../../lib/contract/names';

/** An event about a launch, as EventBridge delivers it. */
export interface LaunchEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: unknown;
}

/** The model whose Auto Scaling group has this name. Names are compared whole: one model's name may begin another's. */
export const modelOfGroup = (group: unknown, fleet: string, models: readonly string[]): string | undefined =>
  models.find((model) => poolGroupNames(fleet, [model]).some((name) => name === group));

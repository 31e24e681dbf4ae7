import { workloadHostName } from '../contract/names';
import { mainRoute, type ServedRoute } from '../engine/served-route';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';

/** One name that clients of a workload use, and what they ask there first. */
export interface SmokeTarget {
  readonly workload: string;
  readonly jurisdiction: string;
  readonly url: string;
  readonly route: ServedRoute;
  /** The name under which engines serve the model. */
  readonly model: string;
}

/** What a deployed fleet answers to, one for each workload. */
export function smokeTargets(plan: Plan): SmokeTarget[] {
  const { workloads, models, fleet } = deployedPart(plan);
  return workloads.flatMap(({ name: workload, jurisdiction, model: modelName }) =>
    models
      .filter(({ name }) => name === modelName)
      .map(({ task, chat = true, weights }) => ({
        workload,
        jurisdiction,
        url: `https://${workloadHostName({ workload, jurisdiction, domain: fleet.domain })}`,
        route: mainRoute(task, chat),
        model: weights,
      })),
  );
}

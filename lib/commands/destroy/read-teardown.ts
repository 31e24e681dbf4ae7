import type { Finding } from '../../contract/findings';
import type { Plan } from '../../plan/plan';
import type { StandingStack } from '../../removal/region-state';
import { type Retained, retainedOf } from '../../removal/retained';
import { stateFindings } from '../../removal/state-findings';
import { type TeardownStep, teardownSteps } from '../../removal/teardown-steps';
import { findStack, stackResources, stackTemplate } from '../region/stack-client';

/** A step with what AWS says of it. */
export interface StandingStep extends TeardownStep {
  /** Stacks that exist, in the order of deletion. */
  readonly standing: readonly StandingStack[];
}

/** What a fleet would lose and keep, and why it may not. */
export interface Teardown {
  readonly steps: readonly StandingStep[];
  readonly retained: readonly Retained[];
  readonly findings: readonly Finding[];
}

/** @throws FindingError */
export async function readTeardown({ fleet, regions }: Plan): Promise<Teardown> {
  const others = regions.map(({ region }) => region).filter((region) => region !== fleet.homeRegion);
  const steps: StandingStep[] = [];
  const retained: Retained[] = [];
  for (const step of teardownSteps(fleet.name, [fleet.homeRegion, ...others])) {
    const found = await Promise.all(step.stacks.map((name) => findStack(step.region, name)));
    const standing = found.filter((stack) => stack !== undefined);
    for (const stack of standing) {
      retained.push(...retainedOf(await stackTemplate(stack), await stackResources(stack), step.region));
    }
    steps.push({ ...step, standing });
  }
  // Nothing is left that DNS could lead to, so that no health check speaks against it.
  const findings = steps.flatMap(({ standing, region }) =>
    stateFindings({ stacks: standing, healthChecks: [] }, region),
  );
  return { steps, retained, findings };
}

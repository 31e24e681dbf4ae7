import type { Figure } from '../figures/figure';
import { allPhases, spendingPhases } from './holders/phase-costs';
import type { QuotaNeed } from './holders/quota';
import type { Plan, WorkloadPlan } from './plan';

/** A figure in two plans; undefined in a plan that does not have it. */
export interface Change {
  readonly before: Figure | undefined;
  readonly after: Figure | undefined;
}

/** What differs between the plan of a fleet file and the plan of the file as it was edited. */
export interface PlanChange {
  /** Cells whose group sizes differ. */
  readonly cells: readonly CellChange[];
  /** USD per month, in the order of a plan's own tables. */
  readonly costs: readonly ({ readonly what: string } & Change)[];
  readonly failovers: readonly FailoverChange[];
  readonly idleWork: readonly IdleChange[];
  /** Quotas that the new plan needs and the old one did not cover. */
  readonly quotas: readonly QuotaNeed[];
}

export interface CellChange {
  readonly region: string;
  readonly model: string;
  readonly minInstances: Change;
  readonly maxInstances: Change;
}

export interface FailoverChange {
  readonly workload: string;
  /** Share of the peak that the tightest survivors carry at once, whichever region is lost. */
  readonly shareOfPeak: Change;
  readonly recoverySeconds: Change;
}

/** A batch on idle capacity, in either plan. */
export interface IdleChange {
  readonly workload: string;
  readonly doneAfterSeconds: Change;
  readonly savedUsdPerMonth: Change;
}

/** A plan, with what the fleet costs besides GPU instances. */
export interface ComparedPlan extends Plan {
  readonly overheadUsdPerMonth: Figure;
}

/** @param before undefined where the fleet file could not be planned as it was */
export function planChange(before: ComparedPlan | undefined, after: ComparedPlan): PlanChange {
  return {
    cells: cellChanges(before, after),
    costs: costChanges(before, after),
    failovers: after.workloads
      .filter(({ failover }) => failover.mode !== 'none')
      .map((workload) => {
        const earlier = before?.workloads.find(({ name }) => name === workload.name);
        return {
          workload: workload.name,
          shareOfPeak: { before: tightest(earlier), after: tightest(workload) },
          recoverySeconds: { before: earlier?.failover.recoverySeconds, after: workload.failover.recoverySeconds },
        };
      }),
    idleWork: idleChanges(before, after),
    quotas: after.quotas.filter(({ region, quotaCode, vcpus }) => {
      const earlier = before?.quotas.find((one) => one.region === region && one.quotaCode === quotaCode);
      return vcpus.value > (earlier?.vcpus.value ?? 0);
    }),
  };
}

function cellChanges(before: Plan | undefined, after: Plan): CellChange[] {
  const keys = [...(before?.cells ?? []), ...after.cells].map(({ region, model }) => `${region} ${model}`);
  return [...new Set(keys)].flatMap((key) => {
    const cellOf = (plan: Plan | undefined) => plan?.cells.find(({ region, model }) => `${region} ${model}` === key);
    const [earlier, later] = [cellOf(before), cellOf(after)];
    const [region = '', model = ''] = key.split(' ');
    const minInstances = { before: earlier?.minInstances, after: later?.minInstances };
    const maxInstances = { before: earlier?.maxInstances, after: later?.maxInstances };
    return [minInstances, maxInstances].some(differs) ? [{ region, model, minInstances, maxInstances }] : [];
  });
}

function idleChanges(before: Plan | undefined, after: Plan): IdleChange[] {
  const names = [...(before?.idleWork ?? []), ...after.idleWork].map(({ workload }) => workload);
  return [...new Set(names)].map((name) => {
    const [earlier, later] = [before, after].map((plan) => plan?.idleWork.find(({ workload }) => workload === name));
    return {
      workload: name,
      doneAfterSeconds: { before: earlier?.doneAfterSeconds, after: later?.doneAfterSeconds },
      savedUsdPerMonth: { before: earlier?.savedUsdPerMonth, after: later?.savedUsdPerMonth },
    };
  });
}

const differs = ({ before, after }: Change): boolean => before?.value !== after?.value;

function costChanges(before: ComparedPlan | undefined, after: ComparedPlan): PlanChange['costs'] {
  const [earlier, later] = [before && allPhases(before.phases), allPhases(after.phases)];
  return [
    {
      what: after.gatewayGroups === undefined ? 'GPU instances' : 'GPU instances and gateways',
      before: earlier?.expectedUsdPerMonth,
      after: later.expectedUsdPerMonth,
    },
    { what: 'at worst', before: earlier?.worstCaseUsdPerMonth, after: later.worstCaseUsdPerMonth },
    { what: 'besides GPUs', before: before?.overheadUsdPerMonth, after: after.overheadUsdPerMonth },
    ...spendingPhases(after.phases).map(({ phase, budgetUsdPerMonth }) => ({
      what: `budget for ${phase}`,
      before: before?.phases.find((one) => one.phase === phase)?.budgetUsdPerMonth,
      after: budgetUsdPerMonth,
    })),
  ];
}

const tightest = (workload: WorkloadPlan | undefined): Figure | undefined =>
  workload?.failover.survivors
    .map(({ shareOfPeak }) => shareOfPeak)
    .reduce<Figure | undefined>(
      (least, one) => (least === undefined || one.value < least.value ? one : least),
      undefined,
    );

import { metricNames, metricNamespace, phaseDimensions } from '../contract/metrics';
import { type Phase, phases, untaggedPhase } from '../contract/phases';
import { tagKeys } from '../contract/tags';
import { assumed, derived, type Figure, show } from '../figures/figure';
import { hoursPerMonth } from '../figures/hours';
import type { Plan } from '../plan/plan';
import type { Alert, Mitigation, Step } from './alert';
import { groupCommands } from './group-commands';
import {
  anyState,
  changeTags,
  idsOf,
  idsWithoutPhase,
  launches,
  phaseInstanceTable,
  stoppableIds,
  taggedInstances,
  untaggedInstanceTable,
} from './phase-commands';
import { minutes, perRegion } from './watches';

/** Alerts about money: what runs now, in USD per hour, minutes after it starts. */
export const spendingAlerts = (plan: Plan): Alert[] => [
  ...phases.map((phase) => spendingAbovePlan(plan, phase)),
  untaggedSpending(plan),
];

/** A budget that burns this many times faster than evenly is gone in five days. Assumed: jobs come in bursts, runaways stay. */
const fastBurnFactor = 6;

/** As the burn meter publishes: sums of prices differ in their last binary digits. */
const toCents = (usd: number): number => Math.round(usd * 100) / 100;

/** The most that the plan ever spends on a phase in one region; without planned instances, a fast burn of its budget. */
function plannedUsdPerHour(plan: Plan, phase: Phase, region: string): Figure {
  if (phase === 'serving') {
    const cells = plan.cellCosts.filter((cell) => cell.region === region);
    const sum = cells.reduce((total, { worstCaseUsdPerHour }) => total + worstCaseUsdPerHour.value, 0);
    return derived(toCents(sum), 'USD/h', `every group of ${region} at its maximum, at the dearest allowed type`);
  }
  const budget = plan.phases.find((cost) => cost.phase === phase)?.budgetUsdPerMonth;
  return budget === undefined
    ? derived(0, 'USD/h', `nothing is planned for ${phase}, and it has no budget`)
    : assumed(
        toCents(((budget.value / hoursPerMonth) * fastBurnFactor) / plan.regions.length),
        'USD/h',
        `${fastBurnFactor} × ${show(budget.value)} USD/month ÷ ${hoursPerMonth} h ÷ ${plan.regions.length} regions: the budget gone in five days if every region burns so`,
      );
}

const whoLaunched = (region: string): Step => ({
  say: 'Find the user or role that launched them: compare the instance ids with the step before.',
  command: launches(region),
  expect:
    'AutoScaling: a group grew. A person or a pipeline: ask them first. Events can be about 15 minutes late, failed launches have no ids, and version 1 of the CLI prints seconds since 1970.',
});

function spendingAbovePlan(plan: Plan, phase: Phase): Alert {
  const id = `spending-above-plan-${phase}`;
  return {
    id,
    severity: 'critical',
    component: 'burn-meter',
    title: `Spending above plan: ${phase}`,
    metric: { namespace: metricNamespace, name: metricNames.usdPerHour, statistic: 'Average', unit: 'USD per hour' },
    comparison: 'above',
    window: minutes(5),
    missingData: 'not-breaching',
    meaning: `The GPU instances of ${phase} that run in the region cost more per hour than was ever planned (on-demand prices, an estimate).`,
    impact: `The ${phase} budget runs out early. AWS Budgets would say so 8 to 12 hours later.`,
    watches: perRegion(plan, id, (region) => ({
      dimensions: phaseDimensions(plan.fleet.name, phase),
      threshold: plannedUsdPerHour(plan, phase, region),
      diagnosis: [
        {
          say: 'See what runs, since when, whose it is and which group it belongs to.',
          command: phaseInstanceTable(region, phase),
          expect:
            'One row an instance: id, type, launch time, owner, Auto Scaling group. An instance that your team cannot explain is the likely cause.',
        },
        whoLaunched(region),
        ...(phase === 'serving' ? groupSizes(plan, region) : []),
      ],
      mitigation: phase === 'serving' ? capServing(plan, region) : stopPhase(id, phase, region),
    })),
  };
}

/** Every group of the region that Auto Scaling may grow. */
const groupsOf = (plan: Plan, region: string) =>
  plan.cells
    .filter((cell) => cell.region === region)
    .flatMap((cell) =>
      cell.pools
        .filter(({ notYetDeployed }) => notYetDeployed === undefined)
        .map((pool) => ({
          name: pool.pool === 'baseline' ? `the group of ${cell.model}` : `the ${pool.pool} group of ${cell.model}`,
          min: pool.minInstances.value,
          max: pool.maxInstances.value,
          group: groupCommands(plan.fleet.name, cell.model, region, pool.pool),
        })),
    );

const groupSizes = (plan: Plan, region: string): Step[] =>
  groupsOf(plan, region).map(({ name, max, group }) => ({
    say: `See whether ${name} was let grow.`,
    command: group.sizes,
    expect: `max ${max}: the group is not the cause, an instance outside it is. A larger max: it was raised by hand.`,
  }));

/** Serving is never stopped for money: its groups go back to the planned maximum, never below the floor. */
const capServing = (plan: Plan, region: string): Mitigation[] =>
  groupsOf(plan, region).map(({ name, min, max, group }) => ({
    say: `Put ${name} back to the plan's maximum of ${max}; its floor of ${min} stays.`,
    command: group.setMaxSize(max),
    expect: 'Nothing is printed. The group drains what is above the maximum.',
    notWhen: `max is ${max} already, or it was raised for a capacity spike that still lasts (capacity-spike.md).`,
    undoWhen: 'only if the load needs it again.',
    undo: group.setMaxSize(max + 1),
  }));

/** Marked before they are stopped, so that the undo starts these and nothing that was stopped before. */
function stopPhase(alertId: string, phase: Phase, region: string): Mitigation[] {
  const mark = { StoppedBy: alertId };
  const marked = (states: readonly string[]) => idsOf(taggedInstances(region, 'StoppedBy', alertId, states));
  const change = (operation: 'stop-instances' | 'start-instances', state: 'running' | 'stopped') => ({
    service: 'ec2',
    operation,
    region,
    options: { 'instance-ids': marked([state]) },
  });
  return [
    {
      say: `Mark the running on-demand ${phase} instances outside Auto Scaling groups.`,
      command: changeTags('create-tags', region, stoppableIds(region, phase), mark),
      expect: 'Nothing is printed. An error about missing parameters: none runs that could be stopped.',
      notWhen: 'their owners can be reached: let them choose what ends.',
      undoWhen: 'for what was not stopped after all, and after every restart.',
      undo: changeTags('delete-tags', region, marked(anyState), mark),
    },
    {
      say: 'Stop what is marked.',
      command: change('stop-instances', 'running'),
      expect:
        'stopping, once for each instance. An error about missing parameters: none is marked and running. Spot instances and those of groups are not marked: end the request or shrink the group with their owner.',
      notWhen:
        'the job has no checkpoint outside the instance (local disks are lost), the capacity is prepaid (stopping saves nothing) or scarce (AWS may not give it back).',
      undoWhen:
        'when the owner wants to go on; instances that still say stopping are not found yet. Then run the undo of step 1, or a later undo would start them again.',
      undo: change('start-instances', 'stopped'),
    },
  ];
}

function untaggedSpending(plan: Plan): Alert {
  const id = 'untagged-spending';
  const phase: Phase = 'training';
  const tags = { [tagKeys.phase]: phase, PhaseSetBy: id };
  return {
    id,
    severity: 'warning',
    component: 'burn-meter',
    title: 'Untagged spending',
    metric: { namespace: metricNamespace, name: metricNames.usdPerHour, statistic: 'Average', unit: 'USD per hour' },
    comparison: 'above',
    window: minutes(5),
    missingData: 'not-breaching',
    meaning: `GPU instances run in the region without a known value of the tag ${tagKeys.phase}, so no budget counts them.`,
    impact: 'The account pays for them, and the budgets of all phases look better than the bill will be.',
    watches: perRegion(plan, id, (region) => ({
      dimensions: phaseDimensions(plan.fleet.name, untaggedPhase),
      threshold: derived(0, 'USD/h', 'every instance of the fleet is tagged by its launch template'),
      diagnosis: [
        {
          say: 'See which they are, since when and whose.',
          command: untaggedInstanceTable(region),
          expect:
            'One row an instance: id, type, launch time, owner, Auto Scaling group. All were launched outside the fleet.',
        },
        whoLaunched(region),
      ],
      mitigation: [
        {
          say: `Count those without any ${tagKeys.phase} tag as ${phase} until their owner is found.`,
          command: changeTags('create-tags', region, idsWithoutPhase(region), tags),
          expect: `Nothing is printed. The alarm clears within ten minutes unless step 1 still lists instances: those carry a value that is no phase, to be corrected by hand. The ${phase} alarm counts the others now and may page. An error about missing parameters: all carry a tag.`,
          notWhen: 'their owner is known: let them tag what is theirs.',
          undoWhen: 'when the owner has said what they are, before tagging them so.',
          undo: changeTags('delete-tags', region, idsOf(taggedInstances(region, 'PhaseSetBy', id, anyState)), tags),
        },
      ],
    })),
  };
}

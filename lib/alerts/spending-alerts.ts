import { metricNames, moneyNamespace, phaseDimensions } from '../contract/metrics';
import { type Phase, phases, untaggedPhase } from '../contract/phases';
import { tagKeys } from '../contract/tags';
import { assumed, derived, type Figure, show } from '../figures/figure';
import { hoursPerMonth } from '../figures/hours';
import type { CellPlan } from '../plan/capacity/cell';
import type { CellCost } from '../plan/cost/cell-cost';
import { fastBurnFactor } from '../plan/holders/fast-burn';
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
import { regionAlert } from './region-alert';
import { minutes } from './windows';

/** Alerts about the cost of running instances, in USD per hour, minutes after they start. */
export const spendingAlerts = (plan: Plan): Alert[] => [
  ...phases.map((phase) => spendingAbovePlan(plan, phase)),
  untaggedSpending(plan),
];

/** Rounded as the burn meter publishes, because sums of prices differ in their last binary digits. */
const toCents = (usd: number): number => Math.round(usd * 100) / 100;

/** The most that the plan spends on a phase in one region. A phase without planned instances may spend its budget in five days. */
function plannedUsdPerHour(plan: Plan, phase: Phase, region: string): Figure {
  if (phase === 'serving') {
    const usd = plan.cellCosts
      .filter((cost) => cost.region === region)
      .map((cost) =>
        mostUsdPerHour(
          cost,
          plan.cells.find((cell) => cell.model === cost.model && cell.region === region)?.pools ?? [],
        ),
      );
    return derived(
      toCents(usd.reduce((total, one) => total + one, 0)),
      'USD/h',
      'every group of the region at its maximum, every instance of the most expensive allowed type, and a rollout of every group with its instances beside the others',
    );
  }
  const budget = plan.phases.find((cost) => cost.phase === phase)?.budgetUsdPerMonth;
  return budget === undefined
    ? derived(0, 'USD/h', `nothing is planned for ${phase}, and it has no budget`)
    : assumed(
        toCents(((budget.value / hoursPerMonth) * fastBurnFactor) / plan.regions.length),
        'USD/h',
        `${fastBurnFactor} × ${show(budget.value)} USD/month ÷ ${hoursPerMonth} h ÷ ${plan.regions.length} regions: the budget is gone in five days if every region spends so much`,
      );
}

const launchOrigins = (region: string, grown = 'a group grew.'): Step => ({
  say: 'See which user or service launched them. Compare the instance ids with those of step 1.',
  command: launches(region),
  expect: [
    `AutoScaling: ${grown}`,
    'A person or a pipeline: ask that person, or the owner of the pipeline, before you stop anything.',
    'An event can take about 15 minutes to appear. A launch that failed has no instance id. Version 1 of the CLI prints the time as seconds since 1970.',
  ],
});

/** A cell at its maximum, and what a rollout launches beside that. */
function mostUsdPerHour({ worstCaseUsdPerHour, prices }: CellCost, pools: CellPlan['pools']): number {
  const surge = pools.reduce((total, { surgeInstances }) => total + surgeInstances.value, 0);
  return worstCaseUsdPerHour.value + surge * Math.max(...prices.map(({ usdPerHour }) => usdPerHour.value));
}

function spendingAbovePlan(plan: Plan, phase: Phase): Alert {
  const id = `spending-above-plan-${phase}`;
  return regionAlert(plan, {
    id,
    severity: 'critical',
    component: 'burn-meter',
    title: `Spending above plan: ${phase}`,
    metric: { namespace: moneyNamespace, name: metricNames.usdPerHour, statistic: 'Average', unit: 'USD per hour' },
    comparison: 'above',
    window: minutes(5),
    meaning: `The GPU instances of ${phase} that run in the region, and its reservations that nothing uses, cost more per hour than the plan allows for (an estimate at list prices).`,
    impact: `The ${phase} budget runs out early. AWS Budgets would report it 8 to 12 hours later.`,
    watch: (region) => ({
      dimensions: phaseDimensions(plan.fleet.name, phase),
      threshold: plannedUsdPerHour(plan, phase, region),
      diagnosis: [
        {
          say: 'List the running instances, with launch time, owner and group.',
          command: phaseInstanceTable(region, phase),
          expect:
            'One row for each instance: id, type, launch time, owner, Auto Scaling group. An instance without a known owner is the likely cause.',
        },
        launchOrigins(region),
        ...(phase === 'serving' ? groupSizes(plan, region) : []),
      ],
      mitigation: phase === 'serving' ? capServing(plan, region) : stopPhase(id, phase, region),
    }),
  });
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
    say: `See whether the maximum of ${name} was raised.`,
    command: group.sizes,
    expect: [
      `max ${max}: nothing has changed this group, and an instance outside it may be the cause. Ask the owner of that instance to stop it.`,
      'A larger max: a person raised it.',
    ],
  }));

/** Serving is never stopped to save money: its groups go back to the planned maximum, never below the minimum. */
const capServing = (plan: Plan, region: string): Mitigation[] =>
  groupsOf(plan, region).map(({ name, min, max, group }) => ({
    say: `Set the maximum of ${name} back to the planned ${max}. Its minimum of ${min} stays.`,
    command: group.setMaxSize(max),
    expect: 'Nothing is printed. The group drains the instances above the maximum.',
    notWhen: `max is ${max} already, or when a person raised it for a capacity spike that still lasts (capacity-spike.md).`,
    undo: {
      when: `only if the load needs more than ${max} instances. The command does not restore what was: it allows one instance more.`,
      command: group.setMaxSize(max + 1),
    },
  }));

/** Instances are marked before they are stopped, so that the undo starts only these. */
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
      expect: ['Nothing is printed: they are marked.', 'An error about missing parameters: there is no such instance.'],
      notWhen:
        'the owners can be reached, because they then choose what to stop. The command marks the instances of all owners.',
      undo: {
        when: 'if you skip step 2, or after you have started the stopped instances again.',
        command: changeTags('delete-tags', region, marked(anyState), mark),
      },
    },
    {
      say: 'Stop the marked instances.',
      command: change('stop-instances', 'running'),
      expect: [
        'stopping, once for each marked instance: they stop.',
        'An error about missing parameters: no marked instance runs.',
        'Spot instances and instances of groups were not marked. Their owner cancels the request or shrinks the group. If the owner does not answer, call the owner of the fleet (README.md).',
      ],
      notWhen:
        'the work of a job exists on local disks only, because a stop deletes them; when the capacity is prepaid, because a stop saves nothing; or when the owner needs the capacity again soon, because AWS may then have none free.',
      undo: {
        when: 'when the owners want to continue and the instances have stopped. The command starts all marked instances. Undo step 1 afterwards.',
        command: change('start-instances', 'stopped'),
      },
    },
  ];
}

function untaggedSpending(plan: Plan): Alert {
  const id = 'untagged-spending';
  const phase: Phase = 'training';
  const tags = { [tagKeys.phase]: phase, PhaseSetBy: id };
  return regionAlert(plan, {
    id,
    severity: 'critical',
    component: 'burn-meter',
    title: 'Untagged spending',
    metric: {
      namespace: moneyNamespace,
      name: metricNames.usdPerHour,
      statistic: 'Average',
      unit: 'USD per hour of untagged instances',
    },
    comparison: 'above',
    window: minutes(5),
    meaning: `GPU instances run in the region, or Capacity Reservations stand unused in it, and their tag ${tagKeys.phase} is missing or unknown, so the budget of no phase counts them.`,
    impact: 'The account pays for them, and no owner is told: AWS Budgets never reports them.',
    watch: (region) => ({
      dimensions: phaseDimensions(plan.fleet.name, untaggedPhase),
      threshold: derived(0, 'USD/h', 'the launch template tags every instance of the fleet'),
      diagnosis: [
        {
          say: 'List these instances, with launch time, owner and group.',
          command: untaggedInstanceTable(region),
          expect:
            'One row for each instance: id, type, launch time, owner, Auto Scaling group. The stacks of the fleet launched none of them.',
        },
        launchOrigins(region, 'a group outside this fleet grew. Step 1 shows its name. Ask its owner.'),
      ],
      mitigation: [
        {
          say: `Tag the instances that have no ${tagKeys.phase} tag as ${phase} until their owners are found.`,
          command: changeTags('create-tags', region, idsWithoutPhase(region), tags),
          expect: [
            `Nothing is printed: they count as ${phase}. The alarm of spending-above-plan-${phase}.md may now page. The alarm of this page clears within ten minutes.`,
            `Step 1 of the diagnosis still lists instances: their tag has a value that is not a phase. Correct it by hand.`,
            'An error about missing parameters: every instance has the tag.',
          ],
          notWhen: 'every owner is known. Ask each owner to set the tag instead.',
          undo: {
            when: 'when all owners have named the right phase. After this command each owner sets the right tag.',
            command: changeTags(
              'delete-tags',
              region,
              idsOf(taggedInstances(region, 'PhaseSetBy', id, anyState)),
              tags,
            ),
          },
        },
      ],
    }),
  });
}

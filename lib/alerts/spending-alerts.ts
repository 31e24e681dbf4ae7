import { metricNames, metricNamespace, phaseDimensions } from '../contract/metrics';
import { type Phase, phases, untaggedPhase } from '../contract/phases';
import { tagKeys } from '../contract/tags';
import { derived, type Figure, show } from '../plan/figure';
import { hoursPerMonth } from '../plan/hours';
import type { Plan } from '../plan/plan';
import type { Alert, Mitigation } from './alert';
import { groupCommands } from './group-commands';
import { idsOf, instanceTable, phaseInstances, untaggedInstances } from './phase-commands';
import { minutes, perRegion } from './watches';

/** Alerts about money: what runs now, in USD per hour, minutes after it starts. */
export function spendingAlerts(plan: Plan): Alert[] {
  return [...phases.map((phase) => spendingAbovePlan(plan, phase)), untaggedSpending(plan)];
}

/** The most that the plan ever spends on a phase in one region; without planned instances, its whole budget. */
function plannedUsdPerHour(plan: Plan, phase: Phase, region: string): Figure {
  if (phase === 'serving') {
    const cells = plan.cellCosts.filter((cell) => cell.region === region);
    const sum = cells.reduce((total, { worstCaseUsdPerHour }) => total + worstCaseUsdPerHour.value, 0);
    return derived(sum, 'USD/h', `every group of ${region} at its maximum, at the dearest allowed type`);
  }
  const budget = plan.phases.find((cost) => cost.phase === phase)?.budgetUsdPerMonth;
  return budget === undefined
    ? derived(0, 'USD/h', `nothing is planned for ${phase}, and it has no budget`)
    : derived(budget.value / hoursPerMonth, 'USD/h', `budget of ${show(budget.value)} USD/month ÷ ${hoursPerMonth} h`);
}

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
          say: 'See what runs, and since when.',
          command: {
            ...phaseInstances(phase, region, 'running'),
            query: `Reservations[].Instances[].${instanceTable}`,
            output: 'table',
          },
          expect: 'One row an instance. What nobody on the team can name is the likely cause.',
        },
        {
          say: 'See who launched it.',
          command: {
            service: 'cloudtrail',
            operation: 'lookup-events',
            region,
            options: { 'lookup-attributes': 'AttributeKey=EventName,AttributeValue=RunInstances', 'max-items': 5 },
            query: 'Events[].[EventTime,Username]',
            output: 'table',
          },
          expect: 'AutoScaling: a group grew. A person or a pipeline: ask them first.',
        },
      ],
      mitigation: phase === 'serving' ? capServing(plan, region) : [stopPhase(phase, region)],
    })),
  };
}

/** Serving is never stopped for money: its groups go back to the planned maximum, never below the floor. */
function capServing(plan: Plan, region: string): Mitigation[] {
  return plan.cells
    .filter((cell) => cell.region === region)
    .map(({ model, minInstances, maxInstances }) => {
      const group = groupCommands(plan.fleet.name, model, region);
      return {
        say: `Put the group of ${model} back to the plan's maximum of ${maxInstances.value}; its floor of ${minInstances.value} stays.`,
        command: group.setMaxSize(maxInstances.value),
        expect: 'Nothing is printed. The group drains what is above the maximum.',
        notWhen: 'somebody raised the maximum on purpose during a capacity spike that still lasts.',
        undo: group.setMaxSize(maxInstances.value + 1),
      };
    });
}

const stopPhase = (phase: Phase, region: string): Mitigation => ({
  say: `Stop every running ${phase} instance of the region.`,
  command: {
    service: 'ec2',
    operation: 'stop-instances',
    region,
    options: { 'instance-ids': idsOf(phaseInstances(phase, region, 'running')) },
  },
  expect: 'stopping, once for each instance.',
  notWhen: `the ${phase} job cannot continue from a checkpoint, or an Auto Scaling group owns the instances: it would replace them.`,
  undo: {
    service: 'ec2',
    operation: 'start-instances',
    region,
    options: { 'instance-ids': idsOf(phaseInstances(phase, region, 'stopped')) },
  },
});

function untaggedSpending(plan: Plan): Alert {
  const id = 'untagged-spending';
  const tag = { key: tagKeys.phase, value: 'training' as const };
  return {
    id,
    severity: 'warning',
    component: 'burn-meter',
    title: 'Untagged spending',
    metric: { namespace: metricNamespace, name: metricNames.usdPerHour, statistic: 'Average', unit: 'USD per hour' },
    comparison: 'above',
    window: minutes(5),
    missingData: 'not-breaching',
    meaning: `GPU instances run in the region without the tag ${tagKeys.phase}, so no budget counts them.`,
    impact: 'The account pays for them, and the budgets of all phases look better than the bill will be.',
    watches: perRegion(plan, id, (region) => ({
      dimensions: phaseDimensions(plan.fleet.name, untaggedPhase),
      threshold: derived(0, 'USD/h', 'every instance of the fleet is tagged by its launch template'),
      diagnosis: [
        {
          say: 'See which they are, and since when.',
          command: { ...untaggedInstances(region, instanceTable), output: 'table' },
          expect: 'One row an instance. All were launched outside the fleet.',
        },
      ],
      mitigation: [
        {
          say: `Count them as ${tag.value} until their owner is found; then the ${tag.value} alarm watches them.`,
          command: {
            service: 'ec2',
            operation: 'create-tags',
            region,
            options: {
              resources: idsOf(untaggedInstances(region, 'InstanceId')),
              tags: `Key=${tag.key},Value=${tag.value}`,
            },
          },
          expect: 'Nothing is printed. The alarm clears within ten minutes.',
          notWhen: 'the list is empty: the command then fails and changes nothing.',
          undo: {
            service: 'ec2',
            operation: 'delete-tags',
            region,
            options: {
              resources: idsOf(phaseInstances(tag.value, region, 'running')),
              tags: `Key=${tag.key},Value=${tag.value}`,
            },
          },
        },
      ],
    })),
  };
}

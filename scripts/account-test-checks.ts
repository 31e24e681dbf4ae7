import { setTimeout } from 'node:timers/promises';
import { BudgetsClient, DescribeBudgetCommand } from '@aws-sdk/client-budgets';
import { CloudWatchClient, GetMetricStatisticsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { budgets } from '../lib/budgets/budgets';
import { stackResources } from '../lib/commands/region/stack-client';
import { metricNames, moneyNamespace, phaseDimensions } from '../lib/contract/metrics';
import type { Plan } from '../lib/plan/plan';
import type { StandingStack } from '../lib/removal/region-state';

/** Returns the faults, one line each; an empty list where the check holds. */
export type Check = (plan: Plan, stacks: readonly StandingStack[], signal: AbortSignal) => Promise<string[]>;

const resourcesOf = async (stacks: readonly StandingStack[], type: string): Promise<string[]> =>
  (await Promise.all(stacks.map(stackResources)))
    .flat()
    .filter((resource) => resource.type === type)
    .map(({ physicalId }) => physicalId);

const stacksComplete: Check = async (_, stacks) =>
  stacks.filter(({ status }) => status !== 'CREATE_COMPLETE').map(({ name, status }) => `${name}: is ${status}`);

const alarmsExist: Check = async ({ fleet }, stacks) => {
  const client = new CloudWatchClient({ region: fleet.homeRegion });
  const there = new Set<string | undefined>();
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNamePrefix: fleet.name })) {
    MetricAlarms.forEach(({ AlarmName }) => void there.add(AlarmName));
  }
  const made = await resourcesOf(stacks, 'AWS::CloudWatch::Alarm');
  return made.length === 0
    ? ['no alarm was made']
    : made.filter((name) => !there.has(name)).map((name) => `${name}: no such alarm`);
};

/** The meter runs every minute. CloudWatch shows its metrics some minutes later. */
const meterWaitMinutes = 15;

const burnMeterArrives: Check = async ({ fleet }, _, signal) => {
  const client = new CloudWatchClient({ region: fleet.homeRegion });
  const Dimensions = Object.entries(phaseDimensions(fleet.name, 'serving')).map(([Name, Value]) => ({ Name, Value }));
  for (let minute = 0; minute < meterWaitMinutes; minute++) {
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: moneyNamespace,
        MetricName: metricNames.usdPerHour,
        Dimensions,
        StartTime: new Date(Date.now() - 60 * 60_000),
        EndTime: new Date(),
        Period: 60,
        Statistics: ['Maximum'],
      }),
    );
    if (Datapoints.length > 0) {
      return [];
    }
    await setTimeout(60_000, undefined, { signal });
  }
  return [`${metricNames.usdPerHour}: nothing in CloudWatch after ${meterWaitMinutes} minutes`];
};

const budgetsExist: Check = async (plan) => {
  const client = new BudgetsClient({ region: 'us-east-1' });
  const faults = budgets(plan).map(async ({ name: BudgetName, limitUsd }) => {
    const { Budget } = await client.send(new DescribeBudgetCommand({ AccountId: plan.fleet.account, BudgetName }));
    const usd = Number(Budget?.BudgetLimit?.Amount);
    return Math.abs(usd - limitUsd.value) <= 0.01 ? [] : [`${BudgetName}: is ${usd} USD, not ${limitUsd.value}`];
  });
  return (await Promise.all(faults)).flat();
};

interface PolicyStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** IAM's policy simulator must allow everything that a role's own policy allows, and deny what no role needs. */
const rolesMayDoWhatTheyMust: Check = async ({ fleet }, stacks) => {
  const client = new IAMClient({ region: fleet.homeRegion });
  const faults: string[] = [];
  for (const RoleName of await resourcesOf(stacks, 'AWS::IAM::Role')) {
    const PolicySourceArn = `arn:aws:iam::${fleet.account}:role/${RoleName}`;
    const simulate = async (statement: Omit<PolicyStatement, 'Effect'>, expected: RegExp): Promise<void> => {
      const { EvaluationResults = [] } = await client.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn, ...simulationOf(statement) }),
      );
      for (const { EvalActionName, EvalDecision = '' } of EvaluationResults) {
        faults.push(...(expected.test(EvalDecision) ? [] : [`${RoleName}: ${EvalActionName} is ${EvalDecision}`]));
      }
    };
    const { PolicyNames = [] } = await client.send(new ListRolePoliciesCommand({ RoleName }));
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument = '' } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: PolicyStatement[] };
      for (const statement of Statement.filter(({ Effect }) => Effect === 'Allow')) {
        await simulate(statement, /^allowed$/);
      }
    }
    await simulate({ Action: ['iam:CreateUser', 'ec2:RunInstances'], Resource: '*' }, /Deny$/);
  }
  return faults;
};

/** A simulated request that the statement must allow: its actions on its resources, under its conditions. */
export const simulationOf = ({ Action, Resource, Condition = {} }: Omit<PolicyStatement, 'Effect'>) => ({
  ActionNames: [Action].flat(),
  ResourceArns: [Resource].flat().map((arn) => (arn === '*' ? arn : arn.replaceAll('*', 'any'))),
  ContextEntries: Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([ContextKeyName, value]) => ({
      ContextKeyName,
      ContextKeyType: 'string' as const,
      ContextKeyValues: [value].flat(),
    })),
  ),
});

/** Checks that AWS knows the quota codes that `polyregion quotas` prints. It prints the account's values without judging them. */
const quotasAreKnown: Check = async ({ quotas }) => {
  const faults: string[] = [];
  for (const { region, quotaCode, quotaName, vcpus } of quotas) {
    const client = new ServiceQuotasClient({ region });
    const { Quota } = await client.send(new GetServiceQuotaCommand({ ServiceCode: 'ec2', QuotaCode: quotaCode }));
    process.stderr.write(`  ${region} ${quotaCode}: the account has ${Quota?.Value}, the fleet needs ${vcpus.value}\n`);
    faults.push(...(Quota?.QuotaName === quotaName ? [] : [`${quotaCode}: is ${Quota?.QuotaName}, not ${quotaName}`]));
  }
  return faults;
};

/** The checks run in this order: the last one waits for metrics, so the quick ones come first. */
export const accountChecks: Readonly<Record<string, Check>> = {
  'every stack is complete': stacksComplete,
  'every alarm exists': alarmsExist,
  'every budget exists': budgetsExist,
  'each role may do what its policy says, and may neither launch instances nor create users': rolesMayDoWhatTheyMust,
  'the quotas have the codes and names of the catalogue': quotasAreKnown,
  'the metric of the burn meter arrives in CloudWatch': burnMeterArrives,
};

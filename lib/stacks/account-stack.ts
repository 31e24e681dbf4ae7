import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Budget, budgets, type NoticeOf } from '../budgets/budgets';
import { SpendingBudget, type SpendingBudgetProps } from '../constructs/spending-budget';
import { budgetTopicName } from '../contract/names';
import { tagKeys } from '../contract/tags';
import { topicPublishers } from '../contract/topic-publishers';
import type { Plan } from '../plan/plan';
import { topicMaker } from './notification-topics';

export interface AccountStackProps extends StackProps {
  readonly plan: Plan;
}

const [publisher] = topicPublishers.account;

const timeUnits: Readonly<Record<Budget['period'], SpendingBudgetProps['timeUnit']>> = {
  month: 'MONTHLY',
  day: 'DAILY',
};

const notificationTypes: Readonly<Record<NoticeOf, SpendingBudgetProps['notices'][number]>> = {
  actual: 'ACTUAL',
  forecast: 'FORECASTED',
};

/** What exists once in the account: its budgets, and the topic that finance reads. */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, { plan, ...props }: AccountStackProps) {
    super(scope, id, props);
    const { fleet } = plan;
    const topicOf = topicMaker(this, { publisher, keyArn: fleet.encryptionKeyArns[fleet.homeRegion] });
    const topic = topicOf('Budgets', {
      topicName: budgetTopicName(fleet.name),
      contact: fleet.contacts.finance,
      topicArn: fleet.contacts.topicArns.finance,
    });
    const limits = new Construct(this, 'Limits');
    for (const { name, covers, period, limitUsd, notices } of budgets(plan)) {
      new SpendingBudget(limits, name, {
        budgetName: name,
        tag: covers === 'fleet' ? { key: tagKeys.fleet, value: fleet.name } : { key: tagKeys.phase, value: covers },
        timeUnit: timeUnits[period],
        limitUsd: Math.round(limitUsd.value * 100) / 100,
        notices: notices.map((notice) => notificationTypes[notice]),
        topic,
      });
    }
  }
}

import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { NotificationTopic } from '../constructs/notification-topic';
import { PhaseBudget } from '../constructs/phase-budget';
import { ServiceKey } from '../constructs/service-key';
import { budgetName, budgetTopicName } from '../contract/names';
import { topicPublishers } from '../contract/topic-publishers';
import type { Plan } from '../plan/plan';

export interface AccountStackProps extends StackProps {
  readonly plan: Plan;
}

const [publisher] = topicPublishers.account;

/** What exists once in the account: a budget per phase, and the topic that finance reads. */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, { plan, ...props }: AccountStackProps) {
    super(scope, id, props);
    const { fleet, phases } = plan;
    const { topic } = new NotificationTopic(this, 'Budgets', {
      topicName: budgetTopicName(fleet.name),
      contact: fleet.contacts.finance,
      key: new ServiceKey(this, 'TopicKey', { publisher }).key,
      publisher,
    });
    for (const { phase, budgetUsdPerMonth } of phases) {
      if (budgetUsdPerMonth !== undefined) {
        new PhaseBudget(this, phase, {
          budgetName: budgetName(fleet.name, phase),
          phase,
          usdPerMonth: budgetUsdPerMonth.value,
          topic,
        });
      }
    }
  }
}

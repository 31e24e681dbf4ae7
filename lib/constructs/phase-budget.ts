import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Phase } from '../contract/phases';
import { tagKeys } from '../contract/tags';

export interface PhaseBudgetProps {
  readonly budgetName: string;
  readonly phase: Phase;
  readonly usdPerMonth: number;
  readonly topic: ITopic;
}

/** Shares of the budget that notify, in percent as AWS Budgets takes them. */
const notifications = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
];

/**
 * One phase's monthly budget, by tag. AWS Budgets is 8 to 12 hours late; the burn meter's alarms are not.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html 2026
 */
export class PhaseBudget extends Construct {
  constructor(scope: Construct, id: string, props: PhaseBudgetProps) {
    super(scope, id);
    new CfnBudget(this, 'Resource', {
      budget: {
        budgetName: props.budgetName,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: props.usdPerMonth, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${tagKeys.phase}$${props.phase}`] },
      },
      notificationsWithSubscribers: notifications.map((notification) => ({
        notification: { ...notification, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
        subscribers: [{ subscriptionType: 'SNS', address: props.topic.topicArn }],
      })),
    });
  }
}

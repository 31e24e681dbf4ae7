import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface SpendingBudgetProps {
  readonly budgetName: string;
  /** What counts: everything that carries this tag. */
  readonly tag: { readonly key: string; readonly value: string };
  readonly timeUnit: 'MONTHLY' | 'DAILY';
  readonly limitUsd: number;
  /** What is compared with the limit: what is spent, or what AWS foresees for the end of the period. */
  readonly notices: readonly ('ACTUAL' | 'FORECASTED')[];
  readonly topic: ITopic;
}

/**
 * A limit, by tag, that tells the topic when it is exceeded. AWS Budgets is 8 to 12 hours late; the burn meter's alarms are not.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html 2026
 */
export class SpendingBudget extends Construct {
  constructor(scope: Construct, id: string, props: SpendingBudgetProps) {
    super(scope, id);
    const { budgetName, tag, timeUnit, limitUsd, notices, topic } = props;
    new CfnBudget(this, 'Resource', {
      budget: {
        budgetName,
        budgetType: 'COST',
        timeUnit,
        budgetLimit: { amount: limitUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${tag.key}$${tag.value}`] },
      },
      notificationsWithSubscribers: notices.map((notificationType) => ({
        notification: {
          notificationType,
          comparisonOperator: 'GREATER_THAN',
          thresholdType: 'PERCENTAGE',
          threshold: 100,
        },
        subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
      })),
    });
  }
}

import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import { SpendingBudget } from '../../lib/constructs/spending-budget';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

const stack = constructStack();
new SpendingBudget(stack, 'Budget', {
  budgetName: 'assistant-serving-day',
  tag: { key: 'Phase', value: 'serving' },
  timeUnit: 'DAILY',
  limitUsd: 9_000.5,
  notices: ['ACTUAL', 'FORECASTED'],
  topic: new Topic(stack, 'Topic'),
});
const budget = onlyPropertiesOf(stack, 'AWS::Budgets::Budget');

test('counts what carries its tag', () => {
  expect(budget.Budget).toEqual({
    BudgetName: 'assistant-serving-day',
    BudgetType: 'COST',
    TimeUnit: 'DAILY',
    BudgetLimit: { Amount: 9_000.5, Unit: 'USD' },
    CostFilters: { TagKeyValue: ['user:Phase$serving'] },
  });
});

test('tells the topic when the limit is exceeded, and when that is foreseen', () => {
  const subscribers = [{ SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/^Topic/) } }];

  expect(budget.NotificationsWithSubscribers).toEqual(
    ['ACTUAL', 'FORECASTED'].map((NotificationType) => ({
      Notification: {
        NotificationType,
        ComparisonOperator: 'GREATER_THAN',
        ThresholdType: 'PERCENTAGE',
        Threshold: 100,
      },
      Subscribers: subscribers,
    })),
  );
});

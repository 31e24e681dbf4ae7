import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, test } from 'vitest';
import { PhaseBudget } from '../../lib/constructs/phase-budget';
import { phases } from '../../lib/contract/phases';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

describe.each(phases)('the budget of %s', (phase) => {
  const stack = constructStack();
  new PhaseBudget(stack, 'Budget', {
    budgetName: `assistant-${phase}`,
    phase,
    usdPerMonth: 40_000,
    topic: new Topic(stack, 'Topic'),
  });
  const budget = onlyPropertiesOf(stack, 'AWS::Budgets::Budget');

  test('counts what carries its tag, a month long', () => {
    expect(budget.Budget).toEqual({
      BudgetName: `assistant-${phase}`,
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 40_000, Unit: 'USD' },
      CostFilters: { TagKeyValue: [`user:Phase$${phase}`] },
    });
  });

  test('tells the topic at 80 and 100 % of it, and when 100 % are foreseen', () => {
    const rows = budget.NotificationsWithSubscribers as Record<string, Record<string, unknown>>[];

    expect(rows.map(({ Notification }) => [Notification?.NotificationType, Notification?.Threshold])).toEqual([
      ['ACTUAL', 80],
      ['ACTUAL', 100],
      ['FORECASTED', 100],
    ]);
    for (const { Notification, Subscribers } of rows) {
      expect(Notification).toMatchObject({ ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE' });
      expect(Subscribers).toEqual([{ SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/^Topic/) } }]);
    }
  });
});

import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

const states = (budget: unknown, keys: readonly string[]): boolean => keys.some((key) => at(budget, key) !== undefined);

export const oneFilterStyle: Rule = {
  id: 'PR-BU1',
  title: 'a budget has a filter, in one of the two styles',
  why: 'AWS Budgets refuses both styles together at deployment; a budget without a filter counts the whole account as one phase',
  fix: 'use CostFilters with CostTypes, or FilterExpression with Metrics',
  types: ['AWS::Budgets::Budget'],
  check: ({ properties: { Budget: budget } }) =>
    unless(
      states(budget, ['CostFilters', 'FilterExpression']) &&
        !(states(budget, ['CostFilters', 'CostTypes']) && states(budget, ['FilterExpression', 'Metrics'])),
      'Properties/Budget',
    ),
};

import { at, isRecord, number } from '../../template/values';
import { type Rule, unless } from '../rule';

export const positiveLimit: Rule = {
  id: 'PR-BU2',
  title: 'the limit of a budget is above 0',
  why: 'CDK accepts 0 and negative limits; such a budget is always exceeded and soon ignored',
  fix: 'set BudgetLimit.Amount, or every amount of PlannedBudgetLimits, above 0',
  types: ['AWS::Budgets::Budget'],
  check: ({ properties }) => {
    const planned = at(properties, 'Budget.PlannedBudgetLimits');
    const limits = isRecord(planned) ? Object.values(planned) : [at(properties, 'Budget.BudgetLimit')];
    return unless(
      limits.length > 0 && limits.every((limit) => number(at(limit, 'Amount')) > 0),
      'Properties/Budget/BudgetLimit',
    );
  },
};

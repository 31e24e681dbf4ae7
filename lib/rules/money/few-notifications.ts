import { isWithin, list } from '../../template/values';
import { type Rule, unless } from '../rule';

/** CloudFormation documents 5, the API 10. */
const mostNotifications = 5;

export const fewNotifications: Rule = {
  id: 'PR-BU3',
  title: 'a budget notifies, at most five ways',
  why: 'a budget that tells nobody is a report; more than five fail the deployment',
  fix: 'give NotificationsWithSubscribers one to five entries',
  types: ['AWS::Budgets::Budget'],
  check: ({ properties }) =>
    unless(
      isWithin(list(properties.NotificationsWithSubscribers).length, 1, mostNotifications),
      'Properties/NotificationsWithSubscribers',
    ),
};

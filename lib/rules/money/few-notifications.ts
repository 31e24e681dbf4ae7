import { isWithin, list } from '../../template/values';
import { type Rule, unless } from '../rule';

/** CloudFormation documents a maximum of 5 notifications, the API one of 10. */
const mostNotifications = 5;

export const fewNotifications: Rule = {
  id: 'PR-BU3',
  title: 'a budget has one to five notifications',
  why: 'a budget without a notification is noticed only when a person looks; more than five notifications fail the deployment',
  fix: 'give NotificationsWithSubscribers one to five entries',
  types: ['AWS::Budgets::Budget'],
  check: ({ properties }) =>
    unless(
      isWithin(list(properties.NotificationsWithSubscribers).length, 1, mostNotifications),
      'Properties/NotificationsWithSubscribers',
    ),
};

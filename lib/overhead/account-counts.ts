import { route53 } from '../catalogue/route53';
import { checkerProtocol } from '../contract/health';
import { topicPublishers } from '../contract/topic-publishers';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import type { Plan } from '../plan/plan';

/** How many things of each kind the account has once, where AWS charges by the piece. */
export interface AccountCounts {
  readonly healthChecks: Figure;
  /** Features of each check that AWS charges on top of the check. */
  readonly healthCheckFeatures: Figure;
  readonly keys: Figure;
}

/** @param plan only what is deployed of it */
export const accountCounts = ({ workloads, fleet }: Pick<Plan, 'workloads' | 'fleet'>): AccountCounts => ({
  healthChecks: inTemplates(
    workloads.reduce((total, { regions }) => total + regions.length, 0),
    'checks',
    'one for each workload and region',
  ),
  healthCheckFeatures: featureCount(workloads),
  keys:
    fleet.contacts.topicArns.finance === undefined && !Object.hasOwn(fleet.encryptionKeyArns, fleet.homeRegion)
      ? inTemplates(topicPublishers.account.length, 'keys', 'of the topic of the budgets')
      : inTemplates(0, 'keys', 'the topic of the budgets, or its key, exists already'),
});

/**
 * HTTPS and the fast interval are charged on top of a check, each as one feature.
 *
 * @see https://aws.amazon.com/route53/pricing/ optional features: HTTPS, string matching, fast interval, latency measurement
 */
function featureCount(workloads: Plan['workloads']): Figure {
  if (workloads.every(({ failover }) => failover.observer === 'alarm')) {
    return inTemplates(0, 'features/check', 'an alarm is followed, nothing is asked');
  }
  const isFast = workloads.some(
    ({ failover }) => failover.checkIntervalSeconds.value < route53.standardCheckIntervalSeconds,
  );
  const features = [...(checkerProtocol === 'HTTPS' ? ['HTTPS'] : []), ...(isFast ? ['the fast interval'] : [])];
  return inTemplates(features.length, 'features/check', features.join(' and '));
}

import { firewallRules } from '../contract/names';
import { regionResources } from '../contract/region-resources';
import { topicPublishers } from '../contract/topic-publishers';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import type { Plan } from '../plan/plan';

/** How many things of each kind a region has whatever serves there, where AWS charges by the piece. */
export interface RegionCounts {
  readonly loadBalancers: Figure;
  readonly firewalls: Figure;
  readonly firewallRules: Figure;
  readonly dashboards: Figure;
  readonly keys: Figure;
  readonly secrets: Figure;
}

const rules: readonly string[] = Object.values(firewallRules);

export const regionCounts: Omit<RegionCounts, 'keys'> = {
  loadBalancers: inTemplates(regionResources.loadBalancers.length, 'load balancers', 'one for each region'),
  firewalls: inTemplates(regionResources.firewalls.length, 'web ACLs', 'one for each load balancer'),
  firewallRules: inTemplates(rules.length, 'rules', rules.join(', ')),
  dashboards: inTemplates(regionResources.dashboards.length, 'dashboards', 'one for each region'),
  secrets: inTemplates(regionResources.secrets.length, 'secrets', 'the key of the salts of prefix caches'),
};

/** Keys of the topics of a region's alarms: none where the key or both topics exist already. */
export function topicKeys({ encryptionKeyArns, contacts: { topicArns } }: Plan['fleet'], region: string): Figure {
  const areMade = !(Object.hasOwn(topicArns.critical, region) && Object.hasOwn(topicArns.warning, region));
  return areMade && !Object.hasOwn(encryptionKeyArns, region)
    ? inTemplates(topicPublishers.region.length, 'keys', 'of the topics of the region’s alarms')
    : inTemplates(0, 'keys', 'the topics of the region’s alarms, or their key, exist already');
}

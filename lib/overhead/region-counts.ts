import { firewallRules } from '../contract/names';
import { regionResources } from '../contract/region-resources';
import { topicPublishers } from '../contract/topic-publishers';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';

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

export const regionCounts: RegionCounts = {
  loadBalancers: inTemplates(regionResources.loadBalancers.length, 'load balancers', 'one for each region'),
  firewalls: inTemplates(regionResources.firewalls.length, 'web ACLs', 'one for each load balancer'),
  firewallRules: inTemplates(rules.length, 'rules', rules.join(', ')),
  dashboards: inTemplates(regionResources.dashboards.length, 'dashboards', 'one for each region'),
  keys: inTemplates(topicPublishers.region.length, 'keys', 'of the topics of the region’s alarms'),
  secrets: inTemplates(regionResources.secrets.length, 'secrets', 'the key of the salts of prefix caches'),
};

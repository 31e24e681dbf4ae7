import { cacheSaltSecretName } from './cache-salt';
import { dashboardName, firewallName, loadBalancerName } from './names';

/**
 * What every region has, whatever serves there, and pays for by the month: the names of all things of each kind. A test
 * finds these names, and no others, in the templates.
 */
export const regionResources = {
  loadBalancers: [loadBalancerName],
  firewalls: [firewallName],
  dashboards: [dashboardName],
  secrets: [cacheSaltSecretName],
} as const satisfies Readonly<Record<string, readonly ((fleet: string, region: string) => string)[]>>;

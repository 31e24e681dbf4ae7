import { interfaceServicesOf } from '../contract/service-endpoints';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import type { WaysOut } from './ways-out';

/** How many parts of each kind a region's network has, where AWS charges by the piece. */
export interface NetworkCounts {
  readonly interfaceEndpoints: Figure;
  readonly natGateways: Figure;
  readonly zones: Figure;
}

export const networkCounts = (zones: number, ways: WaysOut, hasGateways = false): NetworkCounts => ({
  interfaceEndpoints: ways.endpoints
    ? inTemplates(Object.keys(interfaceServicesOf(hasGateways)).length, 'endpoints', 'one for each service')
    : inTemplates(0, 'endpoints', 'NAT gateways lead to the services'),
  natGateways: ways.natGateways
    ? inTemplates(zones, 'gateways', 'one for each zone')
    : inTemplates(0, 'gateways', 'no way to the internet'),
  zones: inTemplates(zones, 'zones', 'those of the region’s cells'),
});

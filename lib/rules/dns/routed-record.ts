import type { Resource } from '../../template/template';

const policies = [
  'Region',
  'Failover',
  'Weight',
  'GeoLocation',
  'GeoProximityLocation',
  'CidrRoutingConfig',
  'MultiValueAnswer',
];

/** Whether Route 53 chooses among this record and others of the same name. */
export const isRouted = ({ properties }: Resource): boolean =>
  policies.some((policy) => properties[policy] !== undefined);

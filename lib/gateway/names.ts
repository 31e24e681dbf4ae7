import { join } from 'node:path';

/** Names inside one Envoy, and of the files that it reads. */
export const clusterNames = {
  cell: (model: string): string => `cell-${model}`,
  /** Gateways of another region. */
  region: (region: string): string => `region-${region}`,
  /** Host of a provider. */
  provider: (provider: string): string => `provider-${provider}`,
  /** Leads through a listener inside this Envoy, which changes the request for the tier. */
  through: (listener: string): string => `through-${listener}`,
  /** The tiers of a workload, beginning with one of them. */
  chain: (workload: string, set: string, first: number): string => `tiers-${workload}-${set}-${first}`,
  /** No cluster has this name: a request that is routed to it gets 503. */
  refuse: 'refuse',
} as const;

export const listenerNames = {
  clients: 'clients',
  peers: 'peers',
  sibling: (region: string): string => `to-${region}`,
  smaller: (workload: string, model: string): string => `${workload}-on-${model}`,
  provider: (workload: string, provider: string): string => `${workload}-at-${provider}`,
} as const;

export const files = (folder: string) => ({
  bootstrap: join(folder, 'envoy.yaml'),
  listeners: join(folder, 'listeners.yaml'),
  clusters: join(folder, 'clusters.yaml'),
  /** Envoy reads one route configuration from a file, and one cluster's endpoints. */
  routes: (listener: string): string => join(folder, `routes-${listener}.yaml`),
  endpoints: (cluster: string): string => join(folder, `endpoints-${cluster}.yaml`),
  admin: join(folder, 'admin.sock'),
  providerKey: (provider: string): string => join(folder, `${provider}.key.yaml`),
});

/** Headers of the gateway's own. Those that a client sends are dropped. */
export const ownHeaders = {
  prefix: 'x-polyregion-',
  /** Region that a request comes from; a gateway sets it only on the way to a sibling. */
  hop: 'x-polyregion-hop',
  /** What answered: own, sibling, smaller or provider. */
  tier: 'x-polyregion-tier',
  /** Model that answered in place of the workload's. */
  model: 'x-polyregion-model',
} as const;

/** Namespace of what the script finds in a request. */
export const metadataName = 'polyregion';

/** Name of the script's filter, under which routes have what it reads. */
export const scriptFilter = 'polyregion.request';

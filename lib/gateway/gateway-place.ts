/** Where one gateway runs: its addresses, its ports and its files. */
export interface GatewayPlace {
  /** Address that it listens on. */
  readonly address: string;
  readonly ports: { readonly clients: number; readonly peers: number };
  /** Folder of the files that Envoy reads, of its admin socket, and of keys of providers. */
  readonly folder: string;
  /** File with the certificate authorities that sign providers. */
  readonly publicAuthorities: string;
  /** Certificate that it shows to other regions, and the authority that signs those of all gateways. */
  readonly certificate: { readonly chain: string; readonly key: string; readonly authority: string };
  /** Ports of every GPU instance; an endpoint may have ports of its own. */
  readonly instancePorts: { readonly serving: number; readonly readiness: number };
  /** Proxies in front of it that append to `x-forwarded-for`: 1 behind a load balancer, 0 behind none. */
  readonly proxiesInFront: number;
  /** @default - the role of the instance */
  readonly awsCredentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Host {
  readonly address: string;
  readonly port?: number;
  /** Port that says whether it is ready. */
  readonly readinessPort?: number;
}

/** What changes while a gateway runs. Its agent lists it. */
export interface GatewayState {
  /** Gateways of the region. */
  readonly gateways: number;
  /** By model: the instances of the cell, and how many of them are ready. */
  readonly cells: Readonly<Record<string, { readonly hosts: readonly Host[]; readonly ready: number }>>;
  /** By region: the gateways of each sibling. */
  readonly siblings: Readonly<Record<string, readonly Host[]>>;
  /** By provider: addresses that its host name has. */
  readonly providers: Readonly<Record<string, readonly Host[]>>;
  /** By issuer: its key set, as JSON. */
  readonly keySets: Readonly<Record<string, string>>;
}

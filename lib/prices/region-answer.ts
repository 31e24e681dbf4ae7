export interface ZoneOffering {
  readonly instanceType: string;
  readonly zoneId: string;
}

export interface SpotPrice {
  readonly instanceType: string;
  /** As this account names the zone, for example `us-east-1a`. */
  readonly zoneName: string;
  /** Decimal text, as AWS writes it. */
  readonly usdPerHour: string;
  readonly at: Date;
}

/** What AWS says of one region, before anything is made of it. */
export interface RegionAnswer {
  readonly region: string;
  /** Products of the Price List Query API, each a JSON text of its own. */
  readonly products: readonly string[];
  readonly offerings: readonly ZoneOffering[];
  /** Zone ids by the names that this account knows them by. */
  readonly zoneIds: ReadonlyMap<string, string>;
  readonly spotPrices: readonly SpotPrice[];
}

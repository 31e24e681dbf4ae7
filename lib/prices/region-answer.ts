export interface ZoneOffering {
  readonly instanceType: string;
  readonly zoneId: string;
}

export interface SpotPrice {
  readonly instanceType: string;
  /** The account's own name of the zone, for example `us-east-1a`. */
  readonly zoneName: string;
  /** The price as decimal text, in the notation of AWS. */
  readonly usdPerHour: string;
  readonly at: Date;
}

/** The unprocessed answers of AWS for one region. */
export interface RegionAnswer {
  readonly region: string;
  /** Products of the Price List Query API, each a JSON text of its own. */
  readonly products: readonly string[];
  readonly offerings: readonly ZoneOffering[];
  /** Zone ids by the names that this account knows them by. */
  readonly zoneIds: ReadonlyMap<string, string>;
  readonly spotPrices: readonly SpotPrice[];
}

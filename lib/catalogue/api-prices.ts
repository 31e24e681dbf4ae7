import table from './data/api-prices.json';
import type { Provenance } from './provenance';

/** `batch` is answered within hours, at a lower price. */
export type ApiTier = 'on-demand' | 'batch';

/** What a provider asks for the tokens of a model. */
export interface ApiPrice {
  readonly provider: string;
  /**
   * Where Amazon Bedrock asks this price: region codes, or `profile:` and the geography of an inference profile. Empty where
   * the provider does not say where it computes.
   */
  readonly places: readonly string[];
  readonly tier: ApiTier;
  readonly usdPerMillionInputTokens: number;
  readonly usdPerMillionOutputTokens: number;
  /** The provider's name of the model. */
  readonly soldAs: string;
  readonly provenance: Provenance;
}

export const bedrock = 'Amazon Bedrock';

const sources: Readonly<Record<string, Provenance>> = table.sources;

const rows = table.rows as [
  model: string,
  provider: string,
  places: string,
  tier: ApiTier,
  input: number,
  output: number,
  soldAs: string,
  source: string,
][];

/** List prices of a model by the name of `soldModelName`; empty where none was read. */
export const apiPrices = (model: string): ApiPrice[] =>
  rows
    .filter(([name]) => name === model)
    .map(([, provider, places, tier, usdPerMillionInputTokens, usdPerMillionOutputTokens, soldAs, source]) => ({
      provider,
      places: places === '' ? [] : places.split(' '),
      tier,
      usdPerMillionInputTokens,
      usdPerMillionOutputTokens,
      soldAs,
      provenance: sources[source] as Provenance,
    }));

import { type ApiPrice, type ApiTier, apiPrices, bedrock } from '../../catalogue/api-prices';
import { bedrockModels, bedrockRegionsProvenance } from '../../catalogue/bedrock-regions';
import { countriesOfJurisdiction } from '../../catalogue/jurisdictions';
import { region as regionOf } from '../../catalogue/regions';
import { assumed, derived, type Figure, published, show } from '../../figures/figure';

/** Tokens of a mean request. */
export interface RequestTokens {
  readonly input: Figure;
  readonly output: Figure;
}

/** A way to buy the answers of a model by the token. */
export interface Offer {
  readonly provider: string;
  /** The provider's name of the model. */
  readonly soldAs: string;
  readonly tier: ApiTier;
  /** Where it computes: a region, or a geography of regions inside the jurisdiction. Undefined where the provider does not say. */
  readonly where: string | undefined;
  readonly usdPerMillionInputTokens: Figure;
  readonly usdPerMillionOutputTokens: Figure;
  readonly usdPerRequest: Figure;
}

/** Amazon Bedrock inside a jurisdiction, cheapest first: it counts where every region that may answer lies inside. */
export function offersInside(
  model: string,
  tier: ApiTier,
  jurisdiction: { readonly name: string; readonly regions: readonly string[] },
  tokens: RequestTokens,
): Offer[] {
  const prices = apiPrices(model).filter((price) => price.provider === bedrock && price.tier === tier);
  const sold = bedrockModels(model);
  const inRegion = jurisdiction.regions
    .filter((region) => sold.some(({ regions }) => regions.includes(region)))
    .flatMap((region) => {
      const known = prices.find(({ places }) => places.includes(region));
      const elsewhere = known ?? prices.find(({ places }) => places.includes('us-east-1')) ?? prices[0];
      return elsewhere === undefined
        ? []
        : [offer(elsewhere, tokens, region, known === undefined ? region : undefined)];
    });
  const byProfile = prices.flatMap((price) =>
    price.places
      .filter((place) => place.startsWith('profile:'))
      .map((place) => place.replace('profile:', ''))
      .filter((geography) =>
        sold.some(({ profiles }) => profiles[geography]?.every((region) => isInside(region, jurisdiction))),
      )
      .map((geography) => offer(price, tokens, `${geography} inference profile`)),
  );
  return [...inRegion, ...byProfile].sort(byCost);
}

/** The cheapest offer of each other provider, cheapest first: none of them says where it computes. */
export function offersElsewhere(model: string, tier: ApiTier, tokens: RequestTokens): Offer[] {
  const sorted = apiPrices(model)
    .filter((price) => price.provider !== bedrock && price.tier === tier)
    .map((price) => offer(price, tokens, undefined))
    .sort(byCost);
  return sorted.filter(({ provider }, index) => sorted.findIndex((one) => one.provider === provider) === index);
}

const byCost = (a: Offer, b: Offer): number => a.usdPerRequest.value - b.usdPerRequest.value;

function isInside(
  region: string,
  jurisdiction: { readonly name: string; readonly regions: readonly string[] },
): boolean {
  const country = regionOf(region)?.country;
  return (
    jurisdiction.regions.includes(region) ||
    (country !== undefined && countriesOfJurisdiction(jurisdiction.name)?.includes(country) === true)
  );
}

/** @param unpriced the region whose own price was not read, where the price of another region stands for it */
function offer(price: ApiPrice, tokens: RequestTokens, where: string | undefined, unpriced?: string): Offer {
  const { source, date } = price.provenance;
  const perMillion = (usd: number): Figure =>
    unpriced === undefined
      ? published(usd, 'USD/10⁶ tokens', { source: `list price of ${price.soldAs}, ${source}`, date })
      : assumed(
          usd,
          'USD/10⁶ tokens',
          `no price in ${unpriced} was read (it is sold there: ${bedrockRegionsProvenance.source}); as in ${price.places.join(' and ')}`,
        );
  const input = perMillion(price.usdPerMillionInputTokens);
  const output = perMillion(price.usdPerMillionOutputTokens);
  return {
    provider: price.provider,
    soldAs: price.soldAs,
    tier: price.tier,
    where,
    usdPerMillionInputTokens: input,
    usdPerMillionOutputTokens: output,
    usdPerRequest: derived(
      (tokens.input.value * input.value + tokens.output.value * output.value) / 1e6,
      'USD/request',
      `(${show(tokens.input.value)} input tokens × ${show(input.value)} USD + ${show(tokens.output.value)} output tokens × ${show(output.value)} USD) ÷ 10⁶`,
      { from: [tokens.input, input, tokens.output, output] },
    ),
  };
}

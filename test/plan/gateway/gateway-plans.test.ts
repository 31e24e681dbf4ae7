import { expect, test } from 'vitest';
import { validPlan } from '../../support/fleets';

const { gateways = [], cells } = validPlan('local/gateway/fleet.yaml');
const [east, west] = gateways;
const chat = east?.workloads.find(({ name }) => name === 'chat');

test('every region has a gateway, whose tiers are in the order of the fleet file', () => {
  expect(gateways.map(({ region }) => region)).toEqual(['us-east-2', 'us-west-2']);
  expect(
    chat?.tiers.map((tier) => [
      tier.kind,
      'region' in tier ? tier.region : 'provider' in tier ? tier.provider : tier.model,
    ]),
  ).toEqual([
    ['own', 'big'],
    ['sibling', 'us-west-2'],
    ['smaller', 'small'],
    ['provider', 'bought'],
    ['provider', 'bedrock'],
  ]);
  expect(west?.workloads.map(({ tiers }) => tiers[1]?.kind === 'sibling' && tiers[1].region)).toEqual([
    'us-east-2',
    false,
  ]);
  expect(east?.peers).toEqual([{ region: 'us-west-2', vpcCidr: '10.1.0.0/16' }]);
});

test('slots are those of the cells', () => {
  const cell = cells.find(({ model, region }) => model === 'big' && region === 'us-west-2');
  const sibling = chat?.tiers[1];

  expect(sibling?.kind === 'sibling' && sibling.slots.value).toBe(
    (cell?.fullRequestsInFlight.value ?? 0) * (cell?.minInstances.value ?? 0),
  );
});

test('limits in time follow from the objectives and the cold start', () => {
  // 4 × 3 s TTFT; 100 × 0.1 s TPOT is less than half a minute; 3 s + 1024 × 0.1 s, and a quarter of that.
  expect(chat?.firstTokenLimitSeconds.value).toBe(12);
  expect(chat?.silenceLimitSeconds.value).toBe(30);
  expect(chat?.answerLimitSeconds.value).toBe(118);
  expect(chat?.retryAfterSeconds.full.value).toBe(27);
  expect(chat?.retryAfterSeconds.lost.value).toBe(
    cells.find(({ model, region }) => model === 'big' && region === 'us-east-2')?.coldStartAtMostSeconds.value,
  );
});

test('Bedrock is asked under its own path, with a signature; another provider with its key', () => {
  expect(east?.providers).toMatchObject([
    { name: 'bought', host: 'api.example.com', pathPrefix: '', keySecret: 'fleet/bought' },
    {
      name: 'bedrock',
      host: 'bedrock-runtime.us-east-1.amazonaws.com',
      pathPrefix: '/openai',
      signingRegion: 'us-east-1',
    },
  ]);
});

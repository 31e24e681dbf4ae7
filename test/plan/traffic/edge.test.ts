import { describe, expect, test } from 'vitest';
import { loadBalancerQuotas } from '../../../lib/catalogue/load-balancer';
import { apiRoutes, listenerRulesPerWorkload } from '../../../lib/engine/api-routes';
import type { Plan } from '../../../lib/plan/plan';
import { ninesAbove } from '../../../lib/plan/traffic/edge';
import { edgeFindings, maxWorkloadsPerRegion } from '../../../lib/plan/traffic/edge-findings';
import { chatFleetText, edit, planOf, validPlan } from '../../support/fleets';
import { readText } from '../../support/project-root';

const limitOf = (limit: string) =>
  planOf(
    edit(chatFleetText(), 'audience: assistant }', `audience: assistant, requestsPer5MinutesPerClient: ${limit} }`),
  );

describe('what the firewall lets through, by hand', () => {
  const edge = validPlan().regions[0]?.edge;

  test('a body of 8,192 tokens of 24 bytes and 64 KiB around them, up to the next nines', () => {
    expect(8192 * 24 + 65_536).toBe(262_144);
    expect(edge?.bodyLimitBytes).toMatchObject({ value: 299_999, unit: 'bytes', origin: 'derived' });
  });

  test('from one address twice the peak of all clients, and the health checks of one checker', () => {
    const peak = validPlan().workloads[0]?.demand.peakRequestsPerSecond.value as number;

    expect(edge?.checksPerChecker.value).toBe(30);
    expect(edge?.requestsPerClient.value).toBe(Math.ceil(2 * peak * 300) + 30);
  });

  test('or what the fleet file says', () => {
    expect(limitOf('3000').plan?.regions.map((region) => region.edge.requestsPerClient.value)).toEqual([3000, 3000]);
  });

  test('as the longest prompt that has a name in the region, so not that of a batch', () => {
    // fleet.yaml: 8,192 tokens of a chat in us-east-1, and 16,384 of a batch
    expect(validPlan('fleet.yaml').regions.map((region) => region.edge.bodyLimitBytes.value)).toEqual(
      validPlan('fleet.yaml').regions.map(() => 299_999),
    );
    const longer = edit(chatFleetText(), 'maxInputTokens: 8192', 'maxInputTokens: 16384');
    expect(planOf(longer).plan?.regions[0]?.edge.bodyLimitBytes.value).toBe(499_999);
  });
});

describe('bodies with images', () => {
  const text = readText('fleets/vision.yaml');

  test('have a limit of their own, by hand', () => {
    const [region] = planOf(text).plan?.regions ?? [];

    // 12,288 tokens ÷ 4 images × 28 × 28 pixels × 4 bytes = 9,633,792 bytes an image; 4 of them and 360,448 bytes of text.
    expect(4 * 9_633_792 + (12_288 * 24 + 65_536)).toBe(38_895_616);
    expect(region?.edge).toMatchObject({
      bodyLimitBytes: { value: 399_999 },
      images: { workloads: ['documents'], bodyLimitBytes: { value: 39_999_999, unit: 'bytes', origin: 'derived' } },
    });
  });

  test('are as short as text where no workload has images, which is said', () => {
    const { plan, findings } = planOf(edit(text, '    maxImages: 4\n', ''));

    expect(plan?.regions[0]?.edge.images).toBeUndefined();
    expect(findings.find(({ path }) => path === 'models[0].config.vision_config')?.message).toContain(
      'answers 413 to a body above 399999 bytes',
    );
  });

  test('cost work that the plan does not count, which is said where they are allowed and nowhere else', () => {
    const said = (fleet: string) => planOf(fleet).findings.filter(({ path }) => path.includes('maxImages'));

    expect(said(text)).toMatchObject([{ level: 'warning', message: expect.stringContaining('0.3627 times as much') }]);
    expect(said(edit(text, '    maxImages: 4\n', ''))).toEqual([]);
  });
});

test.each([
  [1, 1],
  [9, 9],
  [10, 19],
  [262_144, 299_999],
  [299_999, 299_999],
  [300_000, 399_999],
  [950_000, 999_999],
])('%i is allowed by %i', (bytes, limit) => {
  expect(ninesAbove(bytes)).toBe(limit);
});

describe('limits that cannot be', () => {
  test('fewer requests than a health checker sends fails', () => {
    expect(limitOf('29').findings.find(({ path }) => path === 'access.requestsPer5MinutesPerClient')).toMatchObject({
      level: 'error',
      message: expect.stringContaining('refuses the DNS health checkers of us-east-1'),
    });
    expect(limitOf('30').findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each(['9', '2000000001', '10.5'])('%s requests fails: no rule takes it', (limit) => {
    expect(limitOf(limit).findings.map(({ path }) => path)).toContain('access.requestsPer5MinutesPerClient');
  });

  test('more workloads than one load balancer has rules and certificates for fails', () => {
    const plan = validPlan();
    const many = (count: number): Plan => ({
      ...plan,
      workloads: Array.from({ length: count }, () => plan.workloads[0] as Plan['workloads'][number]),
    });

    expect(maxWorkloadsPerRegion).toBe(20);
    expect(edgeFindings(many(20))).toEqual([]);
    expect(edgeFindings(many(21))[0]).toMatchObject({
      level: 'error',
      path: 'workloads',
      message: expect.stringContaining('are too many in us-east-1 for one load balancer'),
    });
  });
});

const served = [
  { task: 'generate' },
  { task: 'generate', chat: false },
  { task: 'embed' },
  { task: 'rerank' },
] as const;

describe('the routes of every task', () => {
  test.each(served)('of $task (chat: $chat) fit into rules: two names, their paths and a method', (model) => {
    const routes = apiRoutes(model);

    expect(1 + routes.length).toBeLessThanOrEqual(listenerRulesPerWorkload);
    for (const { paths } of routes) {
      expect(2 + paths.length + 1).toBeLessThanOrEqual(loadBalancerQuotas.conditionValuesPerRule);
    }
  });

  test.each(served)('of $task (chat: $chat) name whole paths, without wildcards', (model) => {
    for (const path of apiRoutes(model).flatMap(({ paths }) => paths)) {
      expect(path).toMatch(/^\/[a-z0-9/]+$/);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { burnMetrics } from '../../lambda/burn-meter/burn-metrics';
import { priceInstances } from '../../lambda/burn-meter/price-instances';
import { type PricedPlan, pricedPlan } from '../../lib/budgets/priced-plan';
import { stated } from '../../lib/figures/figure';
import { networkVariants } from '../../lib/overhead/network-cost';
import { regionTraffic } from '../../lib/plan/traffic/client-traffic';
import type { DemandPlan } from '../../lib/plan/traffic/demand';
import { alarmMetrics } from '../support/alarm-metrics';
import { chatFleetText, edit, load, planOf, validPlan } from '../support/fleets';
import { allMonth, metricsIn, whenLaunched } from '../support/published-metrics';
import { exampleTemplates } from '../support/templates';

const internet = '{ reason: licences are checked at start, owner: platform@example.com }';

const priced = (text: string): PricedPlan | undefined => {
  const { plan } = planOf(text);
  return plan && pricedPlan(plan);
};

const part = (plan: PricedPlan, region: string, name: string) =>
  plan.overheads.find((one) => one.region === region)?.parts.find((one) => one.name === name)?.usdPerMonth;

describe('what the default fleet costs besides GPUs in us-east-1, by hand', () => {
  const plan = pricedPlan(validPlan());
  const usd = (name: string): number => part(plan, 'us-east-1', name)?.value ?? Number.NaN;

  test('nine services in two zones, or two NAT gateways', () => {
    const variants = plan.overheads[0]?.networkVariants;
    // 18 endpoint-hours at 0.01 USD, and a gigabyte of each of three instances at 0.01
    expect(variants?.endpoints.value).toBeCloseTo(9 * 2 * 730 * 0.01 + 3 * 0.01, 6);
    // a gateway at 0.045 with an address at 0.005; the same three gigabytes at 0.045
    expect(variants?.nat.value).toBeCloseTo(2 * 730 * 0.05 + 3 * 0.045, 6);
    expect(variants?.cheaper).toBe('nat');
    expect(variants?.choiceUsdPerMonth.value).toBeCloseTo(131.43 - 73.135, 6);
  });

  test('every zone more makes the choice dearer', () => {
    // us-west-2 spans three: 9 × 3 × 7.30 against 3 × 36.50
    expect(plan.overheads[1]?.networkVariants.choiceUsdPerMonth.value).toBeCloseTo(197.13 - 109.635, 6);
  });

  test('a load balancer with two addresses', () => {
    expect(usd('load balancer')).toBeCloseTo(730 * 0.0225 + 2 * 730 * 0.005, 6);
  });

  test('a web ACL at 5 USD with two rules at 1 USD', () => {
    expect(usd('firewall')).toBe(7);
  });

  // 60 % of 19,366 requests in 3,501.722 s, four times over
  const requests = (19_366 / 3501.722) * 4 * 0.6;
  const answerBytes = 211.12594 * (4.5 + 230) + 1000;

  test('a million inspected requests cost 0.60 USD, health checks among them', () => {
    expect(usd('firewall inspection')).toBeCloseTo((requests + 1.2) * 2.628 * 0.6, 2);
  });

  test('answers leave AWS at 0.09 USD a gigabyte', () => {
    expect(usd('data sent to clients')).toBeCloseTo(((requests * answerBytes * 2_628_000) / 2 ** 30) * 0.09, 2);
  });

  test('of what the load balancer does, bytes cost most', () => {
    const promptBytes = 1154.6974 * 4.5 + 1000;
    const gigabytesPerHour = (requests * (promptBytes + answerBytes) * 3600) / 2 ** 30;

    expect(gigabytesPerHour).toBeGreaterThan(requests / 25);
    expect(usd('load balancer capacity')).toBeCloseTo(gigabytesPerHour * 730 * 0.008, 3);
  });

  test('three root volumes of 500 GB at 750 MiB/s, 65.75 GiB of weights, an image', () => {
    expect(usd('root volumes')).toBeCloseTo(3 * (500 * 0.08 + (750 - 125) * 0.04), 6);
    expect(usd('stored weights and images')).toBeCloseTo((70.6e9 / 2 ** 30) * 0.023 + 17.5 * 0.1, 4);
  });

  test('compiled code costs a gigabyte for each instance type, where it is kept', () => {
    const before = '    tensorParallel: 4\n';
    const plan = priced(edit(chatFleetText(), before, `${before}    compileCache: true\n`));
    const part = plan?.overheads[0]?.parts.find(({ name }) => name === 'stored weights and images');

    expect((part?.usdPerMonth.value ?? 0) - usd('stored weights and images')).toBeCloseTo(2 * 0.023, 6);
  });

  test('alarms by the metrics that they read, custom metrics, a dashboard, a key, three gigabytes of logs', () => {
    const alarms = exampleTemplates('fleets/chat.yaml')
      .filter(({ region }) => region === 'us-east-1')
      .flatMap(({ resources }) => resources)
      .flatMap(({ type, properties }) => alarmMetrics({ Type: type, Properties: properties })).length;
    const burnMeter = metricsIn(burnMetrics('assistant', new Date(0), priceInstances([], 'us-east-1', {})));
    const cell = metricsIn(allMonth('llama-70b'));
    // seven of EC2 for each of three instances, and those of launches for an hour a day
    const metrics = burnMeter + cell + 7 * 3 + metricsIn(whenLaunched('llama-70b')) / 24;

    expect(alarms).toBeGreaterThan(20);
    expect(usd('monitoring')).toBeCloseTo(alarms * 0.1 + metrics * 0.3 + 3 + 1 + 3 * 0.5, 6);
  });

  test('a secret at 0.40 USD', () => {
    expect(usd('secret')).toBe(0.4);
  });

  test('once: two checks with two features, a zone, a tenth of 58 million queries, a key', () => {
    const { accountOverhead } = plan;
    expect(accountOverhead.homeRegion).toBe('us-east-1');
    expect(accountOverhead.healthChecksUsdPerMonth).toMatchObject({ value: 5, low: 4, high: 9.5 });
    const millions = (19_366 / 3501.722) * 4 * 2.628;
    expect(accountOverhead.namesUsdPerMonth.value).toBeCloseTo(0.5 + millions * 0.1 * 0.6, 4);
    expect(accountOverhead.keysUsdPerMonth.value).toBe(1);
  });

  test('adds up, apart from the serving phase', () => {
    for (const { parts, usdPerMonth } of plan.overheads) {
      expect(usdPerMonth.value).toBeCloseTo(
        parts.reduce((total, one) => total + one.usdPerMonth.value, 0),
        6,
      );
    }
    const regions = plan.overheads.reduce((total, { usdPerMonth }) => total + usdPerMonth.value, 0);
    expect(plan.overheadUsdPerMonth.value).toBeCloseTo(regions + plan.accountOverhead.usdPerMonth.value, 6);
    expect(plan.phases.find(({ phase }) => phase === 'serving')?.expectedUsdPerMonth.value).toBeCloseTo(
      6 * 55.04 * 730,
      4,
    );
  });
});

describe('a way to the internet', () => {
  const text = edit(chatFleetText(), '\naccess:', `\nnetwork: { internet: ${internet} }\naccess:`);
  const plan = priced(text);
  const overhead = plan?.overheads.find(({ region }) => region === 'us-east-1');

  test('is warned of, with its reason and its owner', () => {
    expect(load(text).findings).toMatchObject([
      {
        level: 'warning',
        path: 'network.internet',
        message: expect.stringMatching(
          /as platform@example.com decided, got "licences are checked at start", expected no way out/,
        ),
      },
    ]);
  });

  test('is two gateways with what goes through them; endpoints beside them would only add to that', () => {
    // a gigabyte to services and ten to the internet, of each of three instances, at 0.045
    expect(overhead?.networkVariants.nat.value).toBeCloseTo(2 * 730 * 0.05 + 3 * 11 * 0.045, 6);
    expect(overhead?.networkVariants.endpoints.value).toBeCloseTo(131.4 + 3 * 0.01 + 73 + 3 * 10 * 0.045, 6);
    expect(overhead?.networkVariants.deployed).toEqual({ endpoints: false, natGateways: true });
    expect(overhead?.networkVariants.choiceUsdPerMonth.value).toBeCloseTo(74.485 - 205.78, 6);
    expect(plan && part(plan, 'us-east-1', 'NAT gateways')?.value).toBeCloseTo(74.485, 6);
    expect(plan && part(plan, 'us-east-1', 'service endpoints')?.value).toBe(0);
  });

  test.each([
    [3754, false],
    [3755, true],
  ])('of %i instances keeps endpoints: %s', (instances, endpoints) => {
    // a gigabyte costs 0.035 USD less through endpoints, which cost 131.40 USD
    const { deployed } = networkVariants({
      region: 'us-east-1',
      zones: 2,
      instances: stated(instances, 'instances', 'x'),
      internet: true,
      hasGateways: false,
    });

    expect(deployed).toEqual({ endpoints, natGateways: true });
  });
});

describe('prices by region', () => {
  const plan = pricedPlan(validPlan('fleets/two-jurisdictions.yaml'));

  test('a region without a published price is estimated from us-east-1, with a range', () => {
    // eu-north-1: two zones; 1.1 × 131.4, from 1.0 to 1.52 times
    const endpoints = plan.overheads.find(({ region }) => region === 'eu-north-1')?.networkVariants.endpoints;

    expect(endpoints?.value).toBeGreaterThan(1.1 * 131.4);
    expect(endpoints?.low).toBeGreaterThan(131.4);
    expect(endpoints?.high).toBeGreaterThan(1.52 * 131.4);
    expect(endpoints?.high).toBeLessThan(1.52 * 133.9);
  });

  test('what is for traffic is known from what is for being there', () => {
    expect(plan.overheads[0]?.parts.filter(({ paidFor }) => paidFor === 'traffic').map(({ name }) => name)).toEqual([
      'load balancer capacity',
      'firewall inspection',
      'data sent to clients',
    ]);
  });
});

describe('traffic', () => {
  const demand = (requestsPerSecond: number): DemandPlan => ({
    meanRequestsPerSecond: stated(requestsPerSecond, 'requests/s', 'x'),
    peakRequestsPerSecond: stated(requestsPerSecond, 'requests/s', 'x'),
    meanInputTokens: stated(1, 'tokens', 'x'),
    meanOutputTokens: stated(1, 'tokens', 'x'),
  });
  const all = stated(1, 'ratio', 'x');

  test('short answers are charged by new connections', () => {
    // 100 ÷ 25 = 4; open: 100 × 60 ÷ 3,000 = 2; bytes: 100 × 2,239 × 3,600 ÷ 2³⁰ = 0.75
    expect(regionTraffic([{ demand: demand(100), share: all }]).capacityUnits.value).toBe(4);
  });

  test('rules after the tenth are counted', () => {
    // 200 workloads of one request/s: 1,000 rules, 990 counted × 200 ÷ 1,000
    const workloads = Array.from({ length: 200 }, () => ({ demand: demand(1), share: all }));

    expect(regionTraffic(workloads).capacityUnits.value).toBeCloseTo(198, 9);
  });

  test('a region that is nearest to no users sends nothing', () => {
    const text = [
      ['\nregions: [us-east-1, us-west-2]', '\nregions: [us-east-1, us-west-2, us-east-2]'],
      ['united-states: [us-east-1, us-west-2] }', 'united-states: [us-east-1, us-west-2, us-east-2] }'],
    ].reduce((edited, [from = '', to = '']) => edit(edited, from, to), chatFleetText());
    const plan = priced(text);

    expect(plan && part(plan, 'us-east-2', 'data sent to clients')).toMatchObject({ value: 0 });
    expect(plan && part(plan, 'us-east-2', 'data sent to clients')).not.toHaveProperty('high');
    expect(plan && part(plan, 'us-east-2', 'root volumes')?.value).toBeGreaterThan(0);
  });
});

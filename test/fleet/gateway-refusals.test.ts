import { describe, expect, test } from 'vitest';
import { edit, load } from '../support/fleets';
import { readText } from '../support/project-root';

const text = readText('local/gateway/fleet.yaml');
const tiers = 'whenShort: [siblings, { degrade: quick }, { provider: bought }, { provider: bedrock }]';

const findingsOf = (from: string, to: string) =>
  load(edit(text, from, to), 'local/gateway').findings.filter(({ level }) => level === 'error');

describe('a fleet with gateways is refused', () => {
  test.each([
    [
      'where a tier needs a gateway and there is none',
      text.slice(text.indexOf('gateway:\n')),
      '',
      'workloads[0].whenShort',
      'needs a gateway, and the fleet has none',
    ],
    [
      'where siblings have no address ranges of their own',
      'us-west-2: 10.1.0.0/16 }',
      '}',
      'workloads[0].whenShort[0]',
      'have no address ranges of their own',
    ],
    [
      'where siblings are not peered',
      'gateway:\n',
      'gateway:\n  peering: false\n',
      'workloads[0].whenShort[0]',
      'peering',
    ],
    [
      'where a tier is listed twice',
      tiers,
      'whenShort: [siblings, siblings]',
      'workloads[0].whenShort[1]',
      'is listed twice',
    ],
    [
      'where it degrades to no workload',
      '{ degrade: quick }',
      '{ degrade: quik }',
      'workloads[0].whenShort[1].degrade',
      'did you mean quick?',
    ],
    [
      'where the smaller model would refuse long requests',
      `    model: small
    demand: { meanRequestsPerSecond: 1, meanInputTokens: 900, meanOutputTokens: 250 }
    maxInputTokens: 4096`,
      `    model: small
    demand: { meanRequestsPerSecond: 1, meanInputTokens: 900, meanOutputTokens: 250 }
    maxInputTokens: 2048`,
      'workloads[0].whenShort[1].degrade',
      'its maxInputTokens is lower, got 2048, expected at least 4096',
    ],
    [
      'where it degrades to the same model',
      '    model: small\n',
      '    model: big\n',
      'workloads[0].whenShort[1].degrade',
      'has the same model',
    ],
    [
      'where a provider is unknown',
      '{ provider: bought }',
      '{ provider: other }',
      'workloads[0].whenShort[2].provider',
      'names no provider of the gateway',
    ],
    [
      'where Bedrock answers outside the jurisdiction',
      'region: us-east-1, jurisdiction: us,',
      'region: eu-west-1, jurisdiction: us,',
      'gateway.providers[1].region',
      'is not inside the jurisdiction us',
    ],
    [
      'where a provider has no price',
      '        inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 4, priceSource: an example, maxUsdPerHour: 20 }',
      '        priceSource: an example, maxUsdPerHour: 20 }',
      'gateway.providers[0].inputUsdPerMillionTokens',
      'is missing',
    ],
    [
      'where a provider has no limit of its cost',
      'outputUsdPerMillionTokens: 4, priceSource: an example, maxUsdPerHour: 20 }',
      'outputUsdPerMillionTokens: 4, priceSource: an example }',
      'gateway.providers[0].maxUsdPerHour',
      'is missing',
    ],
    [
      'where a provider is a URL, which could be http',
      'host: api.example.com',
      "host: 'http://api.example.com'",
      'gateway.providers[0].host',
      'domain name',
    ],
    [
      'where a provider has a private name',
      'host: api.example.com',
      'host: api.corp.internal',
      'gateway.providers[0].host',
      'no public DNS server knows',
    ],
    ['where a provider has no key', 'keySecret: fleet/bought, ', '', 'gateway.providers[0].keySecret', 'is missing'],
    [
      'where two providers have one name',
      'name: bedrock,',
      'name: bought,',
      'gateway.providers[1].name',
      'is the name of another provider',
    ],
  ])('%s', (_what, from, to, path, says) => {
    const findings = findingsOf(from, to);

    expect(findings.map((one) => one.path)).toContain(path);
    expect(findings.find((one) => one.path === path)?.message).toContain(says);
  });

  test('where a tier leads out of its jurisdiction', () => {
    const two = edit(
      edit(
        text,
        'jurisdictions: { us: [us-east-2, us-west-2] }',
        'jurisdictions: { us: [us-east-2, us-west-2], west: [us-west-2] }',
      ),
      '    jurisdiction: us\n    failover: { mode: active-active, recoverySeconds: 600 }\n    whenShort: []',
      '    jurisdiction: west\n    failover: { none: one region, owner: us@example.com }\n    whenShort: []',
    );
    const elsewhere = edit(
      two,
      'keySecret: fleet/bought, jurisdiction: us',
      'keySecret: fleet/bought, jurisdiction: west',
    );

    expect(load(elsewhere, 'local/gateway').findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'error', path: 'workloads[0].whenShort[1].degrade' }),
        expect.objectContaining({ level: 'error', path: 'workloads[0].whenShort[2].provider' }),
      ]),
    );
  });
});

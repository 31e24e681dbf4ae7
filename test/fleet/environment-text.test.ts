import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentText } from '../../lib/fleet/environment-text';

const file = `name: assistant
account: '111122223333'
domain: ai.example.com
budgetsUsdPerMonth: { training: 10, serving: 100 }
workloads:
  - { name: chat, demand: { trace: day.csv, scale: 4, peakRequestsPerSecond: 30 } }
  - { name: nightly, demand: { meanRequestsPerSecond: 2, meanInputTokens: 900 } }
environments:
  staging:
    account: '444455556666'
    domain: staging.ai.example.com
    demandScale: 0.5
    budgetsUsdPerMonth: { serving: 7 }
  trial: { name: trial, domain: trial.ai.example.com }
`;

const of = (name: string): Record<string, unknown> => {
  const made = environmentText(file, name);
  return 'text' in made ? parse(made.text) : { findings: made.findings };
};

describe('the text of an environment', () => {
  test('has its own values in place of the file’s, parts of sections included', () => {
    expect(of('staging')).toEqual({
      name: 'assistant-staging',
      account: '444455556666',
      domain: 'staging.ai.example.com',
      budgetsUsdPerMonth: { training: 10, serving: 7 },
      workloads: [
        { name: 'chat', demand: { trace: 'day.csv', scale: 2, peakRequestsPerSecond: 15 } },
        { name: 'nightly', demand: { meanRequestsPerSecond: 1, meanInputTokens: 900 } },
      ],
    });
  });

  test('keeps a name that it states, and demand that it does not scale', () => {
    expect(of('trial')).toMatchObject({ name: 'trial', account: '111122223333' });
    expect(of('trial').workloads).toEqual(parse(file).workloads);
  });

  test('of a name that is not there is a finding with the nearest one', () => {
    expect(of('stagign')).toMatchObject({
      findings: [{ path: 'environments', message: expect.stringContaining('did you mean staging?') }],
    });
  });

  test('is refused where the section itself is wrong, since the loader no longer sees it', () => {
    const wrong = (from: string, to: string): string[] => {
      const made = environmentText(file.replace(from, to), 'staging');
      return 'findings' in made ? made.findings.map(({ path }) => path) : [];
    };

    expect(wrong('demandScale: 0.5', 'demandScale: half')).toEqual(['environments.staging.demandScale']);
    expect(wrong('demandScale: 0.5', 'models: []')).toEqual(['environments.staging.models']);
    expect(wrong('    domain: staging.ai.example.com\n', '')).toEqual(['environments.staging.domain']);
  });
});

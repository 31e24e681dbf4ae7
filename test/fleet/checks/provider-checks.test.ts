import { expect, test } from 'vitest';
import { edit, load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const provider = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    name: 'bought',
    kind: 'openai',
    host: 'api.example.org',
    keySecret: 'fleet/bought',
    jurisdiction: 'us',
    model: 'm',
    inputUsdPerMillionTokens: 1,
    outputUsdPerMillionTokens: 2,
    priceSource: 'price page, 2026-11-27',
    maxUsdPerHour: 5,
    ...fields,
  });

/** What is said of the provider of a fleet in two regions, whose serving may cost 42,000 USD a month. */
const findings = (
  fields: Readonly<Record<string, unknown>>,
  whenShort = '[siblings, { provider: bought }]',
): string[] => {
  const text = edit(
    edit(readText('fleets/gateway.yaml'), 'instances: 2 }', `instances: 2, providers: [${provider(fields)}] }`),
    '    model: llama-8b\n',
    `    model: llama-8b\n    whenShort: ${whenShort}\n`,
  );
  return load(text).findings.map(({ level, path, message }) => `${level} ${path} ${message}`);
};

test('a provider within the budget is fine', () => {
  expect(findings({}).filter((line) => line.includes('providers'))).toEqual([]);
});

test('one that may spend more than the budget of serving is told so: 30 USD × 2 × 730 h are 43,800 USD', () => {
  expect(findings({ maxUsdPerHour: 30 })).toContainEqual(
    expect.stringMatching(/^warning gateway\.providers\[0\]\.maxUsdPerHour .* 2 regions × 730 h a month are 43800 USD/),
  );
});

test('one that is a name of the fleet itself is refused', () => {
  expect(findings({ host: 'chat.us.ai.example.com' })).toContainEqual(
    expect.stringMatching(/^error gateway\.providers\[0\]\.host is a name of this fleet/),
  );
});

test('one that no workload names is told so', () => {
  expect(findings({}, '[siblings]')).toContainEqual(
    expect.stringMatching(/^warning gateway\.providers\[0\] is asked by no workload/),
  );
});

import { describe, expect, test } from 'vitest';
import { guardConfiguration } from '../../../agent/guard/guard-configuration';
import { exampleParameters } from '../../support/cell-parameters';

const place = {
  address: '0.0.0.0',
  port: 8080,
  enginePorts: [9000, 9001],
  folder: '/var/lib/polyregion/guard',
  mostBodyBytes: 1000,
};
const linesOf = (heading: string, more: object = {}): readonly string[] =>
  guardConfiguration({ ...exampleParameters, maxConcurrentRequestsPerReplica: 32, ...more }, place).find(
    (section) => section.heading === heading,
  )?.lines ?? [];

describe('the configuration of the guard', () => {
  test.each([
    ['generate', '/v1/chat/completions /v1/completions /v1/responses /v1/messages /tokenize'],
    ['embed', '/v1/embeddings /tokenize'],
    ['rerank', '/v1/rerank /rerank /v1/score /score /tokenize'],
  ] as const)('admits of a model that does %s the paths of its task', (task, paths) => {
    expect(linesOf('frontend serving', { task })).toContain(`acl asked_post path -m str ${paths}`);
    expect(linesOf('frontend serving', { task })).toContain('acl asked_get path -m str /v1/models');
  });

  test('admits no chat of a base model', () => {
    expect(linesOf('frontend serving', { chat: false })).toContain(
      'acl asked_post path -m str /v1/completions /tokenize',
    );
  });

  test('starts with every engine closed, and lets each have as many requests as it takes, running and waiting', () => {
    expect(linesOf('backend engines').filter((line) => line.startsWith('server'))).toEqual([
      'server engine0 127.0.0.1:9000 maxconn 64 disabled',
      'server engine1 127.0.0.1:9001 maxconn 64 disabled',
    ]);
  });

  test('shares no state of the script between threads', () => {
    expect(linesOf('global')).toContain('lua-load-per-thread /var/lib/polyregion/guard/guard.lua');
    expect(linesOf('global').filter((line) => line.startsWith('lua-load '))).toEqual([]);
  });

  test('gives its runtime API to root alone', () => {
    expect(linesOf('global')).toContain('stats socket /var/lib/polyregion/guard/haproxy.sock mode 600 level admin');
  });

  test('changes the list of models only where some adapters are not for all', () => {
    const changes = (more: object): boolean =>
      linesOf('backend engines', more).some((line) => line.includes('list_models'));

    expect(changes({})).toBe(false);
    expect(changes({ adapterTenants: [{ name: 'legal', tenants: ['acme'] }] })).toBe(true);
  });
});

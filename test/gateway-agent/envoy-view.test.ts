import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EnvoyView } from '../../gateway-agent/envoy-view';
import { envoyAt } from '../../gateway-agent/io/ask-envoy';

const folder = mkdtempSync(join(tmpdir(), 'polyregion-envoy-'));
const socket = join(folder, 'admin.sock');
let status = 200;
let server: Server;

const answers: Readonly<Record<string, () => string>> = {
  '/ready': () => 'LIVE\n',
  '/clusters?format=json': () =>
    JSON.stringify({
      cluster_statuses: [
        {
          name: 'cell-llama-8b',
          host_statuses: [{ address: { socket_address: { address: '10.0.0.1', port_value: 8080 } } }],
        },
      ],
    }),
  '/stats?filter=^http\\..*downstream_rq_active$': () =>
    'http.admin.downstream_rq_active: 1\nhttp.clients.downstream_rq_active: 3\nhttp.peers.downstream_rq_active: 2\n',
};

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/ready' ? status : 200).end(answers[request.url ?? '']?.() ?? '');
  });
  await new Promise<void>((settle) => server.listen(socket, settle));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const view = (path = socket): EnvoyView => new EnvoyView(envoyAt(path), () => undefined);

test('a gateway hears from its Envoy which instances are ready, and what it has in hand', async () => {
  const seen = view();
  await seen.look();

  expect(seen.isReady).toBe(true);
  expect([...(seen.ready?.get('llama-8b') ?? [])]).toEqual(['10.0.0.1']);
  expect(await seen.requestsInHand()).toBe(5);
});

test('an Envoy that is not ready says nothing about instances', async () => {
  status = 503;
  const seen = view();
  await seen.look();
  status = 200;

  expect(seen.isReady).toBe(false);
  expect(seen.ready).toBeUndefined();
});

test('an Envoy that does not answer is not ready, and what it has in hand is unknown', async () => {
  const seen = view(join(folder, 'nothing.sock'));
  await seen.look();

  expect(seen.isReady).toBe(false);
  expect(await seen.requestsInHand()).toBeUndefined();
});

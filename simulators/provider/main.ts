#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { control } from '../loopback/control';
import { serve } from '../loopback/serve';
import { behaviourChangeSchema, Provider } from './provider';

/** A managed provider over TLS, on loopback: simulators/provider/README.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      certificate: { type: 'string' },
      key: { type: 'string' },
    },
  });
  const { certificate, key } = values;
  if (certificate === undefined || key === undefined) {
    throw new Error('--certificate and --key: are missing; name files in PEM');
  }
  const provider = new Provider();
  const { url } = await serve(0, (request, response) =>
    control(
      request,
      response,
      behaviourChangeSchema,
      (change) => provider.change(change),
      () => provider.state(),
    ),
  );
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) =>
    provider.answer(request, response),
  );
  server.listen(Number(values.port), '127.0.0.1', () => {
    process.stdout.write(`control: ${url}\nprovider: ${(server.address() as AddressInfo).port}\n`);
  });
}

void main();

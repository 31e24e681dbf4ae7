import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { vi } from 'vitest';
import { projectRoot } from './project-root';

const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** Calls the bundle of a lambda as it is deployed, every AWS service behind one endpoint. */
export async function runBundle(
  name: string,
  event: unknown,
  endpoint: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const variables = { ...credentials, ...environment, AWS_ENDPOINT_URL: endpoint };
  for (const [variable, value] of Object.entries(variables)) {
    vi.stubEnv(variable, value);
  }
  try {
    const require = createRequire(__filename);
    const path = join(projectRoot, 'dist/bundles', name, 'index.js');
    delete require.cache[path];
    await require(path).handler(event);
  } finally {
    vi.unstubAllEnvs();
  }
}

/** What an AWS service answers; the operation is that of its protocol, JSON or XML. */
export type Answers = Readonly<Record<string, string | object>>;

/** Serves canned answers on loopback while `run` asks, and says what was asked: operation and body, in order. */
export async function withAnswers(
  answers: Answers,
  run: (endpoint: string) => Promise<void>,
): Promise<[string, string][]> {
  const asked: [string, string][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const target = String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1);
      const operation = target || (new URLSearchParams(body).get('Action') ?? 'none');
      asked.push([operation, body]);
      const answer = answers[operation];
      response.statusCode = answer === undefined ? 500 : 200;
      response.setHeader('content-type', typeof answer === 'string' ? 'text/xml' : 'application/x-amz-json-1.0');
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
  return asked;
}

import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from './project-root';

export interface Emulator {
  readonly url: string;
  /** What it was asked, a line each. */
  readonly log: () => string;
  stop(): Promise<void>;
}

/** Starts a server that says on stderr where it listens. It is asked on loopback only, and stopped by its own id. */
export function startServer(
  command: string,
  args: readonly string[],
  listening: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<Emulator> {
  const server = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  return new Promise((settle, fail) => {
    const gone = new Promise<void>((exited) => server.once('exit', () => exited()));
    server.once('error', fail);
    server.once('exit', (status) => fail(new Error(`${command}: ended with ${status}\n${log}`)));
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const [, port] = listening.exec(log) ?? [];
      if (port !== undefined) {
        const stop = async (): Promise<void> => {
          server.kill('SIGKILL');
          await gone;
        };
        settle({ url: `http://127.0.0.1:${port}`, log: () => log, stop });
      }
    });
  });
}

/** Moto as it comes from PyPI, in a process of its own, for one account. */
export const startMoto = (account: string, env: NodeJS.ProcessEnv = {}): Promise<Emulator> =>
  startServer(
    join(projectRoot, '.venv/bin/moto_server'),
    ['--host', '127.0.0.1', '--port', '0'],
    /Running on http:\/\/127\.0\.0\.1:(\d+)/,
    { MOTO_ACCOUNT_ID: account, PYTHONDONTWRITEBYTECODE: '1', ...env },
  );

/** Ministack as it comes from PyPI, on loopback only: alone it would listen everywhere. It knows CloudWatch's percentiles. */
export async function startMinistack(account: string): Promise<Emulator> {
  const port = await freePort();
  return startServer(join(projectRoot, '.venv/bin/ministack'), [], /Running on http:\/\/127\.0\.0\.1:(\d+)/, {
    BIND_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    MINISTACK_ACCOUNT_ID: account,
    GATEWAY_PORT: String(port),
  });
}

const freePort = (): Promise<number> =>
  new Promise((settle) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => settle(port));
    });
  });

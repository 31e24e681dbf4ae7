import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import type { EmulatorName } from '../strip/strip-list';
import { assertFree, freePort } from './free-port';
import type { StartOptions } from './process-group';
import { type ServerProcess, startServer } from './server-process';

export interface EmulatorOptions extends StartOptions {
  readonly account: string;
  /** Folder of all files that the emulator writes. */
  readonly folder: string;
  /** Loopback port. @default - any free port */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Folder where scripts/python-environment.mjs installs the unmodified emulators from PyPI. */
export const python = join(projectRoot, '.venv/bin/python');

/** The environment of an emulator, without the user's credentials, settings and home. */
const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: folder,
  TMPDIR: folder,
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUNBUFFERED: '1',
});

const starters: Record<EmulatorName, (options: EmulatorOptions, port: number) => Promise<ServerProcess>> = {
  moto: ({ account, folder, env, onStarted, signal }, port) =>
    startServer({
      command: python,
      args: ['-m', 'moto.server', '--host', '127.0.0.1', '--port', String(port)],
      env: { ...environment(folder), MOTO_ACCOUNT_ID: account, ...env },
      logFile: join(folder, 'moto.log'),
      listening: /Running on http:\/\/127\.0\.0\.1:(\d+)/,
      onStarted,
      signal,
    }),
  ministack: ({ account, folder, env, onStarted, signal }, port) =>
    startServer({
      command: python,
      args: ['-m', 'ministack'],
      env: {
        ...environment(folder),
        // By default ministack listens on every address, and on one more port for MQTT.
        BIND_HOST: '127.0.0.1',
        IOT_MTLS_ENABLED: '0',
        SFTP_ENABLED: '0',
        GATEWAY_PORT: String(port),
        MINISTACK_ACCOUNT_ID: account,
        // Functions run as processes, so that ministack does not use the container runtime of the machine.
        DOCKER_HOST: 'unix:///nonexistent',
        ...env,
      },
      logFile: join(folder, 'ministack.log'),
      listening: /Running on http:\/\/127\.0\.0\.1:(\d+)/,
      onStarted,
      signal,
    }),
};

/** Starts an emulator in a new process that listens on loopback only. */
export async function startEmulator(name: EmulatorName, options: EmulatorOptions): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  await assertFree(port, name);
  mkdirSync(options.folder, { recursive: true });
  return starters[name](options, port);
}

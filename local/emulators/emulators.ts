import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import type { EmulatorName } from '../strip/strip-list';
import { assertFree, freePort } from './free-port';
import type { StartOptions } from './process-group';
import { type ServerProcess, startServer } from './server-process';

export interface EmulatorOptions extends StartOptions {
  readonly account: string;
  /** Everything that the emulator writes goes below this folder. */
  readonly folder: string;
  /** Port of loopback; any free one where undefined. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Where scripts/python-environment.mjs puts the emulators, as they come from PyPI. */
export const python = join(projectRoot, '.venv/bin/python');

/** Nothing of the user's own: no credentials, no settings, no home. */
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
        // By default it listens on every address, and on one more port for MQTT.
        BIND_HOST: '127.0.0.1',
        IOT_MTLS_ENABLED: '0',
        SFTP_ENABLED: '0',
        GATEWAY_PORT: String(port),
        MINISTACK_ACCOUNT_ID: account,
        // Not the container runtime of the machine: functions run as processes.
        DOCKER_HOST: 'unix:///nonexistent',
        ...env,
      },
      logFile: join(folder, 'ministack.log'),
      listening: /Running on http:\/\/127\.0\.0\.1:(\d+)/,
      onStarted,
      signal,
    }),
};

/** Starts an emulator in a fresh process, on loopback only. */
export async function startEmulator(name: EmulatorName, options: EmulatorOptions): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  await assertFree(port, name);
  mkdirSync(options.folder, { recursive: true });
  return starters[name](options, port);
}

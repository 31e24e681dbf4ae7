import { containerCommand, type EngineCommand } from '../../lib/engine/engine-command';

/**
 * How the agent handles HAProxy, as command lines without a shell.
 *
 * Filled in: `{image}`, `{registry}`, `{region}`, `{folder}` with the guard's files, `{configuration}`, `{pid}`,
 * `{stopSeconds}`.
 */
export type GuardCommand = Pick<EngineCommand, 'pull' | 'run' | 'stop' | 'remove'>;

const name = 'polyregion-guard';

/**
 * On the network of the host, because it answers on the serving port and asks engines on loopback. It runs as root, which
 * owns its files, without any capability, and writes nothing but its socket.
 */
export const guardContainer: GuardCommand = {
  pull: containerCommand.pull,
  run: [
    ...['docker', 'run', '--rm', '--name', name, '--network', 'host', '--user', '0:0', '--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges', '--read-only', '--log-driver', 'none', '--ulimit', 'nofile=262144'],
    ...['--volume', '{folder}:{folder}', '--entrypoint', 'haproxy', '{image}', '-db', '-f', '{configuration}'],
  ],
  stop: ['docker', 'stop', '--time', '{stopSeconds}', name],
  remove: ['docker', 'rm', '--force', name],
};

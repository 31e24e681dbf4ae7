import { engineRepositoryName } from '../lib/contract/artifacts';
import type { GatewayParameters } from '../lib/contract/gateway';
import { containerCommand } from '../lib/engine/engine-command';

const name = 'polyregion-gateway';

/** How the program handles Envoy, as command lines without a shell. */
export interface EnvoyCommand {
  readonly pull: readonly string[];
  /** Ends once Envoy is started. */
  readonly start: readonly string[];
  /** Its status is 0 while Envoy runs. */
  readonly isRunning: readonly string[];
  readonly remove: readonly string[];
}

export interface EnvoyPlace {
  readonly account: string;
  readonly region: string;
  /** Folder with the files that Envoy reads and its admin socket. */
  readonly folder: string;
}

/**
 * On the network of the host, because it answers on the serving port. It runs as root, which owns its files, without any
 * capability. It outlives the program that started it, so that no stream ends with that.
 */
export function envoyCommand(
  { fleet, gatewayImageDigest }: Pick<GatewayParameters, 'fleet' | 'gatewayImageDigest'>,
  { account, region, folder }: EnvoyPlace,
): EnvoyCommand {
  const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
  const image = `${registry}/${engineRepositoryName(fleet)}@${gatewayImageDigest}`;
  const filled = (words: readonly string[]): string[] =>
    words.map((word) => word.replace('{region}', region).replace('{registry}', registry).replace('{image}', image));
  return {
    pull: filled(containerCommand.pull),
    start: [
      ...['docker', 'run', '--detach', '--name', name, '--network', 'host', '--user', '0:0', '--cap-drop', 'ALL'],
      ...['--security-opt', 'no-new-privileges', '--read-only', '--log-driver', 'none', '--ulimit', 'nofile=262144'],
      ...['--volume', `${folder}:${folder}`, '--entrypoint', 'envoy', image, '--config-path', `${folder}/envoy.yaml`],
    ],
    isRunning: ['sh', '-c', `test "$(docker inspect --format '{{.State.Running}}' ${name})" = true`],
    remove: ['docker', 'rm', '--force', name],
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentRuntimeSettings, agentEnvironmentNames as names } from '../../lib/contract/agent-settings';
import type { CellParameters } from '../../lib/contract/cell-parameters';
import { behaviourVariable } from '../../simulators/engine/engine-options';
import type { Deployment } from '../deploy/deploy-fleet';
import { plainEngine, plainGuard } from './plain-commands';
import { agentStateFolder, instanceFolder } from './started-by-agent';

export interface LocalAgent {
  /** What answers the agent's calls to AWS. */
  readonly deployment: Pick<Deployment, 'server' | 'plan'>;
  /** Folder of the local deployment. */
  readonly folder: string;
  readonly parameters: CellParameters;
  readonly metadataUrl: string;
  readonly servingPort: number;
  readonly readinessPort: number;
  /** The first of as many ports as there are engines. */
  readonly firstEnginePort: number;
}

/** The environment of a process, without the user's credentials, settings and home. */
export const emptyEnvironment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: instanceFolder(folder),
  TMPDIR: instanceFolder(folder),
});

/** Writes the files that the agent reads, and names them in its environment. */
export function agentEnvironment({ deployment, folder, parameters, ...agent }: LocalAgent): NodeJS.ProcessEnv {
  const file = (name: string): string => join(instanceFolder(folder), name);
  const written = (name: string, text: string): string => {
    writeFileSync(file(name), text);
    return file(name);
  };
  const { url } = deployment.server;
  const behaviour = { loadSeconds: 0, task: parameters.task, chatTemplate: parameters.chat ?? true };
  return {
    ...emptyEnvironment(folder),
    ...agentRuntimeSettings.environment,
    AWS_ACCESS_KEY_ID: deployment.plan.fleet.account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    [behaviourVariable]: JSON.stringify(behaviour),
    [names.metadataEndpoint]: agent.metadataUrl,
    [names.parametersFile]: written('cell.json', JSON.stringify(parameters)),
    [names.stateFolder]: agentStateFolder(instanceFolder(folder)),
    [names.runFolder]: file('run'),
    [names.instanceStoreFolder]: file('no-instance-store'),
    [names.kernelLog]: written('kmsg', ''),
    [names.measurementFile]: file('no-measurement'),
    [names.haltCommand]: JSON.stringify(['true']),
    [names.engineCommand]: JSON.stringify(plainEngine(1)),
    [names.guardCommand]: JSON.stringify(plainGuard),
    [names.listenAddress]: '127.0.0.1',
    [names.servingPort]: String(agent.servingPort),
    [names.readinessPort]: String(agent.readinessPort),
    [names.firstEnginePort]: String(agent.firstEnginePort),
  };
}

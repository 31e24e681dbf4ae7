import { agentDefaults, agentEnvironmentNames as names } from '../../lib/contract/agent-settings';
import { cellParametersFile } from '../../lib/contract/cell-parameters';
import { ports } from '../../lib/contract/endpoints';
import { measurementOrderFile } from '../../lib/contract/measurement';
import { containerCommand, type EngineCommand } from '../../lib/engine/engine-command';
import { type GuardCommand, guardContainer } from './guard-command';

export interface Settings {
  readonly parametersFile: string;
  readonly stateFolder: string;
  readonly runFolder: string;
  readonly instanceStoreFolder: string;
  readonly kernelLog: string;
  readonly engineCommand: EngineCommand;
  readonly guardCommand: GuardCommand;
  readonly measurementFile: string;
  readonly haltCommand: readonly string[];
  readonly listenAddress: string;
  readonly servingPort: number;
  readonly readinessPort: number;
  readonly firstEnginePort: number;
  readonly timeFactor: number;
  readonly metadataEndpoint: string;
}

/** @throws Error naming the variable that holds no number */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const number = (name: string, otherwise: number): number => {
    const value = Number(environment[name] ?? otherwise);
    if (!(value >= 0)) {
      throw new Error(`environment variable ${name}: must be a number, got ${environment[name]}; unset it`);
    }
    return value;
  };
  const command = environment[names.engineCommand];
  const guard = environment[names.guardCommand];
  const halt = environment[names.haltCommand];
  return {
    parametersFile: environment[names.parametersFile] ?? cellParametersFile,
    stateFolder: environment[names.stateFolder] ?? agentDefaults.stateFolder,
    runFolder: environment[names.runFolder] ?? agentDefaults.runFolder,
    instanceStoreFolder: environment[names.instanceStoreFolder] ?? agentDefaults.instanceStoreFolder,
    kernelLog: environment[names.kernelLog] ?? agentDefaults.kernelLog,
    engineCommand: command === undefined ? containerCommand : (JSON.parse(command) as EngineCommand),
    guardCommand: guard === undefined ? guardContainer : (JSON.parse(guard) as GuardCommand),
    measurementFile: environment[names.measurementFile] ?? measurementOrderFile,
    haltCommand: halt === undefined ? agentDefaults.haltCommand : (JSON.parse(halt) as string[]),
    listenAddress: environment[names.listenAddress] ?? agentDefaults.listenAddress,
    servingPort: number(names.servingPort, ports.serving),
    readinessPort: number(names.readinessPort, ports.readiness),
    firstEnginePort: number(names.firstEnginePort, agentDefaults.firstEnginePort),
    timeFactor: number(names.timeFactor, 1),
    metadataEndpoint: environment[names.metadataEndpoint] ?? agentDefaults.metadataEndpoint,
  };
}

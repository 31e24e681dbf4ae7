import { fleetArgument, shellWord } from '../contract/fleet-argument';

export interface MeasureCommand {
  readonly model: string;
  readonly instanceType: string;
  readonly workload: string;
  /** @default - the first region of the model */
  readonly region?: string;
}

/** The command that measures a model, as it can be pasted; what it costs, it says before it launches anything. */
export const measureCommandText = ({ model, instanceType, workload, region }: MeasureCommand, file: string): string =>
  [
    `npx polyregion measure${fleetArgument(file)}`,
    `--model ${shellWord(model)} --type ${instanceType}`,
    ...(region === undefined ? [] : [`--region ${region}`]),
    `--workload ${shellWord(workload)}`,
  ].join(' ');

import { Option } from 'commander';

export const fleetOption = (): Option =>
  new Option('--fleet <path>', 'fleet file; FILE@NAME for one of its environments').default('fleet.yaml');

export const jsonOption = (): Option => new Option('--json', 'print JSON for programs');

export interface FleetOptions {
  readonly fleet: string;
  readonly json?: boolean;
}

/** The lines under a command's help. */
export const example = (...lines: string[]): string => `\nExample:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

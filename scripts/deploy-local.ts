/** Deploys a fleet to AWS emulators on this machine: `npm run deploy:local`. */
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { example, fleetOption, jsonOption, jsonText } from '../lib/commands/fleet-option';
import { ports } from '../lib/contract/endpoints';
import { deployLocally } from '../local/run/deploy-local';
import { folderOption } from '../local/run/folder-option';
import { localFleetJson } from '../local/run/local-fleet-json';
import { localFleetText } from '../local/run/local-fleet-text';
import { destroyCommand } from '../local/run/running-fleet';

interface Options {
  readonly fleet: string;
  readonly folder: string;
  readonly json?: boolean;
  readonly ministackPort: number;
  readonly motoPort: number;
  readonly port: number;
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) {
    throw new InvalidArgumentError('expected a port, 1 to 65535, or 0 for any free one');
  }
  return number;
}

const ending = new AbortController();
let interruptedStatus: number | undefined;
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interruptedStatus ??= 128 + constants.signals[signal];
    ending.abort(new Error('deploy:local: interrupted; nothing was left running'));
  });
}

new Command('npm run deploy:local --')
  .description('deploy a fleet to AWS emulators on this machine, on loopback only; creates nothing in AWS')
  .addOption(fleetOption())
  .addOption(jsonOption())
  .addOption(folderOption())
  .option('--ministack-port <port>', 'port of loopback, 0 for any free one', port, 4566)
  .option('--moto-port <port>', 'port of loopback, 0 for any free one', port, 4567)
  .option('--port <port>', 'port of loopback to call the fleet on, 0 for any free one', port, ports.serving)
  .addHelpText(
    'after',
    example(
      'npm run deploy:local',
      'npm run deploy:local -- --fleet fleets/chat.yaml --moto-port 0',
      'npm run --silent deploy:local -- --json > deployed.json',
    ),
  )
  .action(async ({ fleet, folder, json, ministackPort, motoPort, ...options }: Options) => {
    const local = await deployLocally({
      fleet,
      folder: resolve(folder),
      ports: { ministack: ministackPort || undefined, moto: motoPort || undefined, serving: options.port || undefined },
      progress: (line) => process.stderr.write(`${line}\n`),
      signal: ending.signal,
    });
    process.stdout.write(
      json ? jsonText(localFleetJson(local)) : localFleetText(local, destroyCommand(resolve(folder))),
    );
  })
  .parseAsync()
  .catch(({ message }: Error) => {
    process.stderr.write(`${message}\n`);
    process.exitCode = interruptedStatus ?? 1;
  });

/** Deploys a fleet to AWS emulators on this machine: `npm run deploy:local`. */
import { Command, InvalidArgumentError } from 'commander';
import { deployLocally } from '../emulation/local/deploy-local';
import { localFleetJson } from '../emulation/local/local-fleet-json';
import { localFleetText } from '../emulation/local/local-fleet-text';
import { localFolder } from '../emulation/local/running-fleet';
import { example, fleetOption, jsonOption, jsonText } from '../lib/commands/fleet-option';

interface Options {
  readonly fleet: string;
  readonly json?: boolean;
  readonly ministackPort: number;
  readonly motoPort: number;
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) {
    throw new InvalidArgumentError('expected a port, 1 to 65535, or 0 for any free one');
  }
  return number;
}

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => ending.abort(new Error('deploy:local: interrupted; nothing was left running')));
}

new Command('npm run deploy:local --')
  .description('deploy a fleet to AWS emulators on this machine, on loopback only; creates nothing in AWS')
  .addOption(fleetOption())
  .addOption(jsonOption())
  .option('--ministack-port <port>', 'port of loopback, 0 for any free one', port, 4566)
  .option('--moto-port <port>', 'port of loopback, 0 for any free one', port, 4567)
  .addHelpText(
    'after',
    example('npm run deploy:local', 'npm run deploy:local -- --fleet fleets/chat.yaml --moto-port 0'),
  )
  .action(async ({ fleet, json, ministackPort, motoPort }: Options) => {
    const local = await deployLocally({
      fleet,
      folder: localFolder,
      ports: { ministack: ministackPort || undefined, moto: motoPort || undefined },
      progress: (line) => process.stderr.write(`${line}\n`),
      signal: ending.signal,
    });
    process.stdout.write(json ? jsonText(localFleetJson(local)) : localFleetText(local));
  })
  .parseAsync()
  .catch(({ message }: Error) => {
    process.stderr.write(`${message}\n`);
    process.exitCode = ending.signal.aborted ? 130 : 1;
  });

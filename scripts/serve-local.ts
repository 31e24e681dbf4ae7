/** The data path of two regions on this machine: `npm run serve:local`. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { example } from '../lib/commands/fleet-option';
import { startRegions } from '../local/gateway/local-regions';
import { serveText } from '../local/gateway/serve-text';

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) {
    throw new InvalidArgumentError('expected a port, 1 to 65535, or 0 for any free one');
  }
  return number;
}

new Command('npm run serve:local --')
  .description('run gateways, guards and test engines of two regions on this machine, on loopback only')
  .option('--port <port>', 'port of loopback to call the gateway on, 0 for any free one', port, 8088)
  .addHelpText('after', example('npm run serve:local', 'npm run serve:local -- --port 0'))
  .action(async (options: { readonly port: number }) => {
    process.stderr.write('starting two gateways, four instances and a provider\n');
    const regions = await startRegions(mkdtempSync(join(tmpdir(), 'serve-local-')), options.port || undefined);
    const end = (): void => {
      void regions.stop().then(() => process.exit(0));
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    process.stdout.write(serveText(regions));
  })
  .parseAsync()
  .catch(({ message }: Error) => {
    process.stderr.write(`serve:local: ${message}\n`);
    process.exitCode = 1;
  });

/** Ends the processes of `npm run deploy:local` and removes its files: `npm run destroy:local`. */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { example } from '../lib/commands/fleet-option';
import { folderOption } from '../local/run/folder-option';
import { release } from '../local/run/running-fleet';

new Command('npm run destroy:local --')
  .description('end everything that npm run deploy:local has started on this machine, and remove what it has written')
  .addOption(folderOption())
  .addHelpText('after', example('npm run destroy:local'))
  .action(async ({ folder }: { readonly folder: string }) => {
    const ended = await release(resolve(folder));
    const text =
      ended.length === 0 ? 'destroy:local: nothing is running' : `ended ${new Intl.ListFormat('en').format(ended)}`;
    process.stdout.write(`${text}\n`);
  })
  .parseAsync()
  .catch(({ message }: Error) => {
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  });

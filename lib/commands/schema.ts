import { Command } from 'commander';
import { fleetJsonSchema } from '../fleet/schema';
import { example, jsonText } from './fleet-option';

export const schemaCommand = (): Command =>
  new Command('schema')
    .description('print the JSON Schema of the fleet file, for editors and other programs')
    .addHelpText('after', example('npx polyregion schema > fleet.schema.json'))
    .action(() => {
      process.stdout.write(jsonText(fleetJsonSchema()));
    });

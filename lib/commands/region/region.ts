import { Command } from 'commander';
import { addRegionCommand } from './add-region';
import { removeRegionCommand } from './remove-region';

export const regionCommand = (): Command =>
  new Command('region')
    .description('a region more, or one less: edits the fleet file, and says or does what follows')
    .addCommand(addRegionCommand())
    .addCommand(removeRegionCommand());

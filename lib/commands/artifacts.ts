import { Command } from 'commander';
import { pushArtifactsCommand } from './push/push-artifacts';

export const artifactsCommand = (): Command =>
  new Command('artifacts')
    .description('what instances start from: weights and the image of the engine')
    .addCommand(pushArtifactsCommand());

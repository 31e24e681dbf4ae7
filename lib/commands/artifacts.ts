import { Command } from 'commander';
import { pushArtifactsCommand } from './push/push-artifacts';

export const artifactsCommand = (): Command =>
  new Command('artifacts')
    .description('what instances start from: weights, engine image and agent')
    .addCommand(pushArtifactsCommand());

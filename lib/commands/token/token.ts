import { Command } from 'commander';
import { checkTokenCommand } from './check-token';

export const tokenCommand = (): Command =>
  new Command('token').description('access tokens of clients').addCommand(checkTokenCommand());

import { Command } from 'commander';
import { updatePricesCommand } from './update-prices';

export const pricesCommand = (): Command =>
  new Command('prices').description('keep the price table current').addCommand(updatePricesCommand());

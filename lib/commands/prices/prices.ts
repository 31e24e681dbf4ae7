import { Command } from 'commander';
import { updatePricesCommand } from './update-prices';

export const pricesCommand = (): Command =>
  new Command('prices').description('check the price table against AWS').addCommand(updatePricesCommand());

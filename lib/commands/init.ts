import { Command } from 'commander';
export const initCommand = (): Command => new Command('init');

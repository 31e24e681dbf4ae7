import { Command } from 'commander';
import { version } from '../../package.json';
import { artifactsCommand } from './artifacts';
import { calibrateCommand } from './calibrate/calibrate';
import { initCommand } from './init/init';
import { pinCommand } from './pin/pin';
import { planCommand } from './plan';
import { prepareCommand } from './prepare';
import { pricesCommand } from './prices/prices';
import { quotasCommand } from './quotas';
import { regionCommand } from './region/region';
import { reportCommand } from './report';
import { runbooksCommand } from './runbooks';
import { schemaCommand } from './schema';
import { startCommand } from './start';
import { validateCommand } from './validate';

/** The command line, each command from its own file. */
export const program = (): Command =>
  new Command('polyregion')
    .description('Multi-region AI serving on AWS GPUs, as code. Only cdk deploy creates anything in AWS.')
    .version(version)
    .addCommand(startCommand())
    .addCommand(initCommand())
    .addCommand(validateCommand())
    .addCommand(planCommand())
    .addCommand(reportCommand())
    .addCommand(quotasCommand())
    .addCommand(prepareCommand())
    .addCommand(pinCommand())
    .addCommand(artifactsCommand())
    .addCommand(regionCommand())
    .addCommand(calibrateCommand())
    .addCommand(pricesCommand())
    .addCommand(schemaCommand())
    .addCommand(runbooksCommand())
    .showHelpAfterError()
    .showSuggestionAfterError();

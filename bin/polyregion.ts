#!/usr/bin/env node
import { Command } from 'commander';
import { initCommand } from '../lib/commands/init';
import { planCommand } from '../lib/commands/plan';
import { runbooksCommand } from '../lib/commands/runbooks';
import { schemaCommand } from '../lib/commands/schema';
import { startCommand } from '../lib/commands/start';
import { validateCommand } from '../lib/commands/validate';

void new Command('polyregion')
  .description(
    'Multi-region AI serving on AWS GPUs, as code. Nothing here creates anything in AWS: only `cdk deploy` does.',
  )
  .addCommand(startCommand())
  .addCommand(initCommand())
  .addCommand(validateCommand())
  .addCommand(planCommand())
  .addCommand(schemaCommand())
  .addCommand(runbooksCommand())
  .showHelpAfterError()
  .showSuggestionAfterError()
  .parseAsync();

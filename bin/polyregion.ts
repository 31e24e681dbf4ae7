#!/usr/bin/env node
import { program } from '../lib/commands/program';

program()
  .parseAsync()
  .catch((thrown: unknown) => {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`polyregion: ${message}\n`);
    // Ctrl-C at a question is no failure of the program.
    process.exitCode = thrown instanceof Error && thrown.name === 'ExitPromptError' ? 130 : 1;
  });

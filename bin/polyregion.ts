#!/usr/bin/env node
import { runProgram } from '../lib/commands/run-program';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    // `polyregion plan --json | head` closes the pipe before the end: the reader has what it wants.
    if (fault.code !== 'EPIPE') {
      throw fault;
    }
    process.exit();
  });
}

runProgram(process.argv.slice(2));

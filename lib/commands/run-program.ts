import { type Command, CommanderError } from 'commander';
import { program } from './program';

/**
 * Runs the command line. What goes wrong is one line on standard error and an exit code, never a stack trace. The process
 * is left to end by itself, so that everything printed arrives.
 *
 * @param args what follows the name of the program
 */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await withoutExit(await program(args[0])).parseAsync(args, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      // Commander has printed its help or its message already.
      process.exitCode = thrown.exitCode;
      return;
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`polyregion: ${message}\n`);
    // Ctrl-C at a question is no failure of the program.
    process.exitCode = thrown instanceof Error && thrown.name === 'ExitPromptError' ? 130 : 1;
  }
}

/** Makes a command and those below it throw where Commander would end the process. */
function withoutExit(command: Command): Command {
  command.commands.forEach(withoutExit);
  return command.exitOverride();
}

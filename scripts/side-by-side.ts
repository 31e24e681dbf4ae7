import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Program {
  /** Heading above the program's output. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Runs programs, as many at a time as there are cores, and prints the whole output of each when it has ended.
 *
 * @returns titles of those that failed
 */
export async function runSideBySide(programs: readonly Program[]): Promise<string[]> {
  const waiting = [...programs];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let program = waiting.shift(); program !== undefined; program = waiting.shift()) {
      const { printed, fault } = await run(program);
      console.log(`${program.title}\n${printed}`.trimEnd());
      if (fault !== undefined) {
        failed.push(program.title);
        console.error(`${program.title} failed, got ${fault}`);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failed;
}

/** Never rejects: a program that cannot be started has failed. */
function run({ command, args }: Program): Promise<{ readonly printed: string; readonly fault: string | undefined }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((settle) => {
    child.once('error', ({ message }) => settle({ printed, fault: message }));
    child.once('close', (status, signal) =>
      settle({ printed, fault: status === 0 ? undefined : (signal ?? `exit status ${status}`) }),
    );
  });
}

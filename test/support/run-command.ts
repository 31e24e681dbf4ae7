import { runProgram } from '../../lib/commands/run-program';
import { commandEnvironment, type Run } from './cli';

let running: string | undefined;

/**
 * Runs a command in this process, in a folder, with nothing but these environment variables: prints and returns what a
 * process of its own would, without the second that its start takes. Folder, environment and output belong to the whole
 * process, so commands run one at a time.
 *
 * @param program the command line of another build. @default - that of the sources
 */
export async function runCommand(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  program: typeof runProgram = runProgram,
): Promise<Run> {
  const name = args.join(' ');
  if (running !== undefined) {
    throw new Error(`${name}: cannot run in this process beside "${running}"; await that first, or use startCli`);
  }
  running = name;
  const before = { folder: process.cwd(), environment: { ...process.env }, exitCode: process.exitCode };
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  try {
    process.chdir(folder);
    replaceEnvironment(commandEnvironment(folder, environment));
    process.exitCode = undefined;
    await program(args);
    return { status: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.end();
    stderr.end();
    replaceEnvironment(before.environment);
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
    running = undefined;
  }
}

/** Changes process.env itself, because started programs and Node read the real environment. */
function replaceEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys({ ...process.env, ...variables })) {
    const value = variables[name];
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
}

/** Keeps what is written to a stream instead of writing it. */
function capture(stream: NodeJS.WriteStream): { text: () => string; end: () => void } {
  const chunks: Buffer[] = [];
  const { write } = stream;
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    chunks.push(Buffer.from(chunk as string));
    const written = rest.find((argument) => typeof argument === 'function');
    written?.();
    return true;
  };
  return {
    text: () => Buffer.concat(chunks).toString(),
    end: () => {
      stream.write = write;
    },
  };
}

import { spawn } from 'node:child_process';

/** Runs a command to its end and gives its exit status; what it writes is lost. */
export function runCommand([command = '', ...args]: readonly string[], signal?: AbortSignal): Promise<number> {
  return new Promise((settle) => {
    const child = spawn(command, args, { stdio: 'ignore', signal });
    child.once('error', () => settle(127));
    child.once('close', (status) => settle(status ?? 128));
  });
}

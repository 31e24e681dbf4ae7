import { connect } from 'node:net';

/** Asks HAProxy's runtime API. @throws Error where it does not answer before the signal */
export function askRuntime(socketPath: string, commands: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((settle, fail) => {
    let text = '';
    const socket = connect({ path: socketPath, signal }, () => socket.write(`${commands.join(';')}\n`));
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    const abort = (): void => {
      socket.destroy(new Error('HAProxy did not answer'));
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once('close', () => {
      signal.removeEventListener('abort', abort);
      settle(text);
    });
  });
}

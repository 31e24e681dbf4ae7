import { request } from 'node:http';
import type { AskEnvoy } from '../ports';

/** Envoy answers its admin socket within milliseconds; a second and more means that it hangs. */
const answerMilliseconds = 2000;

/** Asks Envoy's admin endpoint, which is a socket in the file system. */
export const envoyAt =
  (socketPath: string): AskEnvoy =>
  (path, method = 'GET') =>
    new Promise((settle, fail) => {
      const signal = AbortSignal.timeout(answerMilliseconds);
      const asked = request({ socketPath, path, method, signal, agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.once('error', fail);
        answer.once('end', () => settle({ status: answer.statusCode ?? 0, text }));
      });
      asked.once('error', fail);
      asked.end();
    });

import type { Clock } from '../ports/clock';
import type { Metadata } from '../ports/metadata';
import { ask } from './ask';

const tokenSeconds = 21_600;
const answerSeconds = 5;

export function metadata(endpoint: string, clock: Clock): Metadata {
  let token: string | undefined;
  const newToken = async (): Promise<string> => {
    const answer = await ask(`${endpoint}/latest/api/token`, {
      method: 'PUT',
      headers: { 'x-aws-ec2-metadata-token-ttl-seconds': String(tokenSeconds) },
      signal: clock.limit(answerSeconds * 4),
    });
    if (answer.status !== 200) {
      throw new Error(`instance metadata: no token, got ${answer.status}`);
    }
    return answer.text;
  };
  return {
    read: async (path) => {
      for (let fresh = token === undefined; ; fresh = true) {
        token = fresh ? await newToken() : token;
        const answer = await ask(`${endpoint}/latest/${path}`, {
          headers: { 'x-aws-ec2-metadata-token': token ?? '' },
          signal: clock.limit(answerSeconds * 4),
        });
        if (answer.status === 404) {
          return undefined;
        }
        if (answer.status === 200) {
          return answer.text;
        }
        if (answer.status !== 401 || fresh) {
          throw new Error(`instance metadata: ${path}: got ${answer.status}`);
        }
      }
    },
  };
}

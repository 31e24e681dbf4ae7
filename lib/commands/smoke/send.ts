import type { Answer } from '../../doctor/check';
import type { StreamedAnswer, WholeAnswer } from '../../doctor/smoke-checks';
import { networkCode, unansweredRequest } from '../unanswered-request';

export interface Sent {
  readonly url: string;
  readonly body: string;
  readonly token: string | undefined;
}

/** Longer than a first answer takes with the queue full. */
const waitMilliseconds = 120_000;

const post = ({ url, body, token }: Sent): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(waitMilliseconds),
  });

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

export const sendWhole = (sent: Sent): Promise<Answer<WholeAnswer>> =>
  answered(async () => {
    const start = performance.now();
    const response = await post(sent);
    const text = await response.text();
    return { status: response.status, text, seconds: secondsSince(start) };
  });

export const sendStreamed = (sent: Sent): Promise<Answer<StreamedAnswer>> =>
  answered(async () => {
    const start = performance.now();
    const response = await post(sent);
    let text = '';
    let secondsToFirstEvent: number | undefined;
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      secondsToFirstEvent ??= secondsSince(start);
      text += part;
    }
    const events = text
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => line.slice('data: '.length).trim());
    return { status: response.status, events, secondsToFirstEvent: secondsToFirstEvent ?? secondsSince(start) };
  });

/** DNS, TLS and lost connections end here, each with its code. */
async function answered<T>(question: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await question() };
  } catch (thrown) {
    const code = networkCode(thrown);
    return unansweredRequest(code, adviceOn(code));
  }
}

const adviceOn = (code: string): string =>
  /^ENOTFOUND|^EAI_AGAIN/.test(code)
    ? 'deploy the traffic stack, and see npx polyregion doctor for the delegation'
    : /CERT|TLS|SSL|SIGNATURE|ALT_NAME/.test(code)
      ? 'see the certificate of the load balancer'
      : 'see the load balancer and its health checks';

import { Agent, request } from 'node:http';
import type { LoadPlan, LoadReport, LoadTarget } from './load-plan';

/** The load generator runs in a process of its own, so that its CPU time does not count as the agent's or the engine's. */
async function generate({ seconds, targets }: LoadPlan): Promise<LoadReport[]> {
  return Promise.all(targets.map((target) => ask(target, seconds)));
}

async function ask({ name, url, perSecond, answerTokens }: LoadTarget, seconds: number): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true });
  const total = Math.round(perSecond * seconds);
  const firstByte: number[] = [];
  const whole: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - begun) / 1000) * perSecond));
    for (; index < due; index += 1) {
      const tokens = answerTokens.length === 0 ? undefined : answerTokens[index % answerTokens.length];
      running.push(
        once(agent, url, tokens).then(
          ([first, last]) => {
            firstByte.push(first);
            whole.push(last);
          },
          () => {
            failed += 1;
          },
        ),
      );
    }
    await new Promise((settle) => setTimeout(settle, 1));
  }
  await Promise.all(running);
  agent.destroy();
  return { name, asked: total, failed, firstByte, whole };
}

/** Milliseconds until the first and the last byte of a successful answer. */
function once(agent: Agent, url: string, tokens: number | undefined): Promise<[number, number]> {
  return new Promise((settle, fail) => {
    const begun = performance.now();
    const body = tokens === undefined ? undefined : bodyOf(tokens);
    const headers = { 'content-type': 'application/json', 'content-length': String(body?.length ?? 0) };
    const sent = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      let first = performance.now() - begun;
      let tail = '';
      answer.once('data', () => {
        first = performance.now() - begun;
      });
      answer.setEncoding('latin1').on('data', (text: string) => {
        tail = (tail + text).slice(-doneMark.length);
      });
      answer.once('error', fail);
      answer.once('aborted', () => fail(new Error('cut')));
      answer.once('end', () => {
        const good = answer.statusCode === 200 && (tokens === undefined || tail === doneMark);
        return good ? settle([first, performance.now() - begun]) : fail(new Error(`got ${answer.statusCode}`));
      });
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

const doneMark = 'data: [DONE]\n\n';

const bodyOf = (tokens: number): string =>
  JSON.stringify({
    messages: [{ role: 'user', content: 'What does the fleet do when a region is lost?' }],
    stream: true,
    max_tokens: tokens,
  });

generate(JSON.parse(process.argv[2] ?? '') as LoadPlan).then((reports) => {
  process.stdout.write(JSON.stringify(reports));
});

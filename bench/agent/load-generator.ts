import { Agent, request } from 'node:http';
import type { LoadPlan, LoadReport, LoadTarget } from './load-plan';

/** The load generator runs in a process of its own, so that its CPU time does not count as the agent's or the engine's. */
async function generate({ seconds, targets }: LoadPlan): Promise<LoadReport[]> {
  return Promise.all(targets.map((target) => ask(target, seconds)));
}

async function ask({ name, url, perSecond, answerTokens }: LoadTarget, seconds: number): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true });
  const total = Math.round(perSecond * seconds);
  let failed = 0;
  const begun = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - begun) / 1000) * perSecond));
    for (; index < due; index += 1) {
      const tokens = answerTokens[index % answerTokens.length] ?? 1;
      running.push(
        once(agent, url, tokens).catch(() => {
          failed += 1;
        }),
      );
    }
    await new Promise((settle) => setTimeout(settle, 1));
  }
  await Promise.all(running);
  agent.destroy();
  return { name, asked: total, failed };
}

/** Settles at the end of a successful answer. */
function once(agent: Agent, url: string, tokens: number): Promise<void> {
  return new Promise((settle, fail) => {
    const body = bodyOf(tokens);
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const sent = request(url, { agent, method: 'POST', headers }, (answer) => {
      let tail = '';
      answer.setEncoding('latin1').on('data', (text: string) => {
        tail = (tail + text).slice(-doneMark.length);
      });
      answer.once('error', fail);
      answer.once('aborted', () => fail(new Error('cut')));
      answer.once('end', () =>
        answer.statusCode === 200 && tail === doneMark ? settle() : fail(new Error(`got ${answer.statusCode}`)),
      );
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

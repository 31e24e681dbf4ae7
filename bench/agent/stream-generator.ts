import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { servedPaths } from '../../lib/engine/served-route';
import type { StreamPlan, StreamReport } from './stream-plan';

/** The stream generator runs in a process of its own, so that its CPU time counts as neither HAProxy's nor the engine's. */
async function generate({ url, seconds, streams, tokens, refusedPerSecond }: StreamPlan): Promise<StreamReport> {
  const agent = new Agent({ keepAlive: true });
  const report = { asked: 0, failed: 0, chunks: 0, alone: 0, delays: [] as number[], refusals: [] as number[] };
  const end = performance.now() + seconds * 1000;
  const messages = [{ role: 'user', content: 'What does the fleet do when a region is lost?' }];
  const body = JSON.stringify({ messages, stream: true, max_tokens: tokens });

  const stream = async (): Promise<void> => {
    while (performance.now() < end) {
      report.asked += 1;
      const status = await post(agent, url, body, (text) => {
        const now = process.hrtime.bigint();
        const stamps = [...text.matchAll(stamp)];
        report.chunks += stamps.length;
        report.alone += stamps.length === 1 ? 1 : 0;
        report.delays.push(...stamps.map(([, nanoseconds = '0']) => Number(now - BigInt(nanoseconds)) / 1e6));
      });
      report.failed += status === 200 ? 0 : 1;
    }
  };
  const refuse = async (): Promise<void> => {
    for (; refusedPerSecond > 0 && performance.now() < end; await setTimeout(1000 / refusedPerSecond)) {
      const begun = performance.now();
      let first: number | undefined;
      report.asked += 1;
      const status = await post(agent, url, '{"messages":[', () => {
        first ??= performance.now() - begun;
      });
      if (status === 400 && first !== undefined) {
        report.refusals.push(first);
      } else {
        report.failed += 1;
      }
    }
  };
  await Promise.all([refuse(), ...Array.from({ length: streams }, stream)]);
  agent.destroy();
  return report;
}

/** A token of an engine that stamps them: nanoseconds of the machine's monotonic clock. */
const stamp = /"content":"(\d+) "/g;

/** @returns the status once the answer has ended; undefined where it broke off */
function post(agent: Agent, url: string, body: string, onText: (text: string) => void): Promise<number | undefined> {
  return new Promise((settle) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const sent = request(`${url}${servedPaths.chat}`, { agent, method: 'POST', headers }, (answer) => {
      answer.setEncoding('latin1').on('data', onText);
      answer.once('error', () => settle(undefined));
      answer.once('end', () => settle(answer.complete ? answer.statusCode : undefined));
    });
    sent.once('error', () => settle(undefined));
    sent.end(body);
  });
}

generate(JSON.parse(process.argv[2] ?? '') as StreamPlan).then((report) => {
  process.stdout.write(JSON.stringify(report));
});

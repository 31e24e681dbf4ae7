import { setTimeout } from 'node:timers/promises';
import { servedPaths } from '../../lib/engine/served-route';
import { type Instance, untilReady } from './instance';
import { memoryOf } from './proc';
import { figure, type Result, said } from './result';
import { sampled } from './sampled';

const bodies = 40;
const megabytes = 31;

/** Sends bodies that are nearly as long as any may be, all at once, and looks at memory meanwhile. */
export async function measureBodies(instance: Instance): Promise<Result[]> {
  await untilReady(instance);
  const body = JSON.stringify({
    messages: [{ role: 'user', content: 'x' }],
    max_tokens: 1,
    metadata: { pad: 'x'.repeat(megabytes * 1e6) },
  });
  const send = async (): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${instance.servingUrl}${servedPaths.chat}`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  };
  const of = (pid: number) => () => memoryOf(pid).residentMB;
  const agent = of(instance.pid);
  const guard = of(instance.guardPid());
  const before = [agent(), guard()];
  const agentSamples: number[] = [];
  const { value: statuses, samples } = await sampled(
    0.1,
    () => {
      agentSamples.push(agent());
      return guard();
    },
    () => Promise.all(Array.from({ length: bodies }, () => send().catch(() => 0))),
  );
  await setTimeout(5000);
  const answered = statuses.filter((status) => status === 200).length;
  return [
    said(`answered with 200, of ${bodies}`, String(answered)),
    said('HAProxy: before, most, 5 s after', all(before[1], Math.max(...samples), guard())),
    said('agent: before, most, 5 s after', all(before[0], Math.max(...agentSamples), agent())),
  ];
}

const all = (...megabytesOf: readonly (number | undefined)[]): string =>
  `${megabytesOf.map((value) => figure(value ?? Number.NaN)).join(', ')} MB`;

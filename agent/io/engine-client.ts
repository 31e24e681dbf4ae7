import { type ProbeRequest, probeOutcome } from '../../lib/engine/probe';
import { type ProbeAnswer, usageOf } from '../metrics/own-answers';
import type { Clock } from '../ports/clock';
import { ask as askPlainly, type HttpRequest, type HttpResponse } from './ask';

/** What the agent asks an engine on loopback. Nothing of an answer is kept. */
export interface EngineClient {
  /** Prometheus text, or undefined when none came. */
  metrics(limitSeconds: number): Promise<string | undefined>;
  probe(request: ProbeRequest, limitSeconds: number): Promise<ProbeAnswer>;
  /** Whether it calls itself healthy: true of engines that hang, so it only says when to ask for more. */
  listens(limitSeconds: number): Promise<boolean>;
}

export function engineClient(port: number, clock: Clock): EngineClient {
  const ask = async (
    path: string,
    limitSeconds: number,
    question: Omit<HttpRequest, 'signal'> = {},
  ): Promise<HttpResponse | undefined> => {
    try {
      return await askPlainly(`http://127.0.0.1:${port}${path}`, { ...question, signal: clock.limit(limitSeconds) });
    } catch {
      return undefined;
    }
  };
  return {
    metrics: async (limitSeconds) => {
      const answer = await ask('/metrics', limitSeconds);
      return answer?.status === 200 ? answer.text : undefined;
    },
    probe: async ({ route, path, body }, limitSeconds) => {
      const headers = { 'content-type': 'application/json' };
      const askedAt = clock.now();
      const answer = await ask(path, limitSeconds, { method: 'POST', headers, body });
      return {
        outcome: probeOutcome(route, answer),
        status: answer?.status,
        seconds: clock.now() - askedAt,
        ...usageOf(answer?.text ?? ''),
      };
    },
    listens: async (limitSeconds) => (await ask('/health', limitSeconds))?.status === 200,
  };
}

import type { EngineLimits } from '../../lib/simulation/engine-limits';
import type { Requests } from '../../lib/simulation/requests';
import type { StepSeconds } from '../../lib/simulation/step-seconds';

interface Sequence {
  readonly request: number;
  readonly priority: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  generated: number;
  computed: number;
  blocks: number;
  decoding: boolean;
}

/**
 * The same engine written a second time, for its results and not for its speed: one step after the other, one object for
 * each request, blocks counted for each of them.
 */
export function stepByStep(requests: Requests, limits: Required<EngineLimits>, stepSeconds: StepSeconds) {
  const firstTokenAt = new Float64Array(requests.count).fill(Number.NaN);
  const finishedAt = new Float64Array(requests.count).fill(Number.NaN);
  const at = (column: ArrayLike<number>, index: number): number => column[index] as number;
  const waiting: Sequence[] = [];
  let running: Sequence[] = [];
  let now = 0;
  let arrived = 0;
  let preemptions = 0;
  const free = () => limits.cacheBlocks - running.reduce((sum, { blocks }) => sum + blocks, 0);
  const blocksOf = (tokens: number) => Math.ceil(tokens / limits.blockTokens);
  const inCache = ({ input, generated }: Sequence) => input + generated - 1;

  const receive = () => {
    for (; arrived < requests.count && at(requests.arrivalSeconds, arrived) <= now; arrived += 1) {
      const [input, output] = [at(requests.inputTokens, arrived), at(requests.outputTokens, arrived)];
      if (running.length + waiting.length < limits.maxInFlight && blocksOf(input + output - 1) <= limits.cacheBlocks) {
        const cached = at(requests.cachedTokens, arrived);
        const priority = at(requests.priority, arrived);
        const sequence = {
          request: arrived,
          priority,
          input,
          output,
          cached,
          generated: 0,
          computed: cached,
          blocks: 0,
        };
        waiting.push({ ...sequence, decoding: false });
      }
    }
    waiting.sort((a, b) => a.priority - b.priority || a.request - b.request);
  };

  const step = () => {
    let preempted = false;
    for (;;) {
      const needs = running.filter((one) => one.decoding && blocksOf(inCache(one) + 1) > one.blocks);
      if (needs.length <= free()) {
        break;
      }
      const worst = Math.max(...running.map(({ priority }) => priority));
      const victim = running.filter(({ priority }) => priority === worst).at(-1) as Sequence;
      running = running.filter((one) => one !== victim);
      waiting.unshift(Object.assign(victim, { decoding: false, blocks: 0, computed: victim.cached }));
      waiting.sort((a, b) => a.priority - b.priority || a.request - b.request);
      preempted = true;
      preemptions += 1;
    }
    const decoding = running.filter((one) => one.decoding);
    const context = decoding.reduce((sum, one) => sum + inCache(one), 0);
    for (const one of decoding) {
      one.blocks = blocksOf(inCache(one) + 1);
    }
    let budget = limits.maxBatchedTokens - decoding.length;
    let [tokens, pairs] = [0, 0];
    const compute = (one: Sequence) => {
      const chunk = Math.min(budget, one.input + one.generated - one.computed);
      pairs += chunk * (one.computed + chunk / 2);
      tokens += chunk;
      budget -= chunk;
      one.computed += chunk;
    };
    running.filter((one) => !one.decoding).forEach(compute);
    while (
      (!preempted || running.length === 0) &&
      waiting.length > 0 &&
      budget > 0 &&
      running.length < limits.maxSequences
    ) {
      const [head] = waiting as [Sequence];
      const blocks = blocksOf(head.input + head.generated);
      if (blocks > free()) {
        break;
      }
      waiting.shift();
      head.blocks = blocks;
      running.push(head);
      compute(head);
    }
    now += stepSeconds(decoding.length, context, tokens, pairs);
    for (const one of running) {
      const whole = !one.decoding && one.computed === one.input + one.generated;
      if (one.decoding || whole) {
        one.generated += 1;
        one.decoding = true;
        if (Number.isNaN(at(firstTokenAt, one.request))) {
          firstTokenAt[one.request] = now;
        }
        if (one.generated === one.output) {
          finishedAt[one.request] = now;
        }
      }
    }
    running = running.filter((one) => one.generated < one.output);
  };

  while (arrived < requests.count || waiting.length + running.length > 0) {
    if (waiting.length + running.length === 0) {
      now = Math.max(now, at(requests.arrivalSeconds, arrived));
    }
    receive();
    if (waiting.length + running.length > 0) {
      step();
    }
  }
  return { firstTokenAt, finishedAt, preemptions };
}

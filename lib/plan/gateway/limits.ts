import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import type { LatencyWorkload } from '../../fleet/fleet';
import type { CellPlan } from '../capacity/cell';
import type { GatewayWorkload } from './gateway-plan';

/** Another tier is asked once the first token is this many times later than promised. */
const patience = assumed(
  4,
  'times',
  'later than that the objective is missed in any case, and the request may be lost',
);

/** An engine under load pauses between tokens while it reads long prompts. */
const silence = assumed(100, 'tokens', 'so many times the time for one token: a pause that no healthy engine makes');

/** Networks and other proxies cut connections that are silent for a minute. */
const leastSilenceSeconds = 30;

/** Time limits of one workload at its gateway. */
export function gatewayLimits(
  { objectives: { latency } }: LatencyWorkload,
  cell: CellPlan,
): Pick<
  GatewayWorkload,
  'firstTokenLimitSeconds' | 'silenceLimitSeconds' | 'answerLimitSeconds' | 'retryAfterSeconds'
> {
  const first = stated(latency.timeToFirstTokenSeconds, 's', 'workloads[].objectives.timeToFirstTokenSeconds');
  const each = stated(latency.timePerOutputTokenSeconds, 's', 'workloads[].objectives.timePerOutputTokenSeconds');
  const prefill = cell.engine.longestPrefillSeconds;
  const longest = cell.engine.longestRequestSeconds;
  const firstTokenLimitSeconds = derived(
    Math.ceil(Math.max(patience.value * first.value, first.value + (prefill?.value ?? 0))),
    's',
    `the longer of ${patience.value} × ${show(first.value)} s TTFT and ${show(first.value)} s + ${prefill === undefined ? 'no known prefill' : `${show(prefill.value)} s for the longest prompt`}`,
    { from: [patience, first, ...(prefill === undefined ? [] : [prefill])] },
  );
  return {
    firstTokenLimitSeconds,
    silenceLimitSeconds: derived(
      Math.max(leastSilenceSeconds, Math.ceil(silence.value * each.value)),
      's',
      `${silence.value} × ${show(each.value)} s TPOT, at least ${leastSilenceSeconds} s`,
      { from: [silence, each] },
    ),
    answerLimitSeconds: derived(
      Math.ceil(longest.value + firstTokenLimitSeconds.value),
      's',
      `${show(longest.value)} s for the longest answer + ${firstTokenLimitSeconds.value} s until it begins`,
      { from: [longest, firstTokenLimitSeconds] },
    ),
    retryAfterSeconds: { full: whenFull(longest), lost: whenLost(cell) },
  };
}

const whenFull = (longest: Figure): Figure =>
  derived(
    Math.max(1, Math.ceil(longest.value / 4)),
    's',
    `a quarter of ${show(longest.value)} s for the longest answer: about a quarter of what runs has ended by then`,
    { from: [longest] },
  );

const whenLost = ({ coldStartAtMostSeconds }: CellPlan): Figure =>
  derived(Math.ceil(coldStartAtMostSeconds.value), 's', 'until a new instance answers: its cold start', {
    from: [coldStartAtMostSeconds],
  });

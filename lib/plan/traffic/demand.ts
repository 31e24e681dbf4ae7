import { assumed, derived, type Figure, measured, show, stated } from '../../figures/figure';
import { assumedPeakToMeanRatio } from '../../fleet/complete-fleet';
import type { Workload } from '../../fleet/fleet';

/** Demand on a workload over all its regions. */
export interface DemandPlan {
  readonly meanRequestsPerSecond: Figure;
  readonly peakRequestsPerSecond: Figure;
  readonly meanInputTokens: Figure;
  readonly meanOutputTokens: Figure;
}

export function demandPlan({ demand }: Workload): DemandPlan {
  const { textsPerQuestion = 1, meanRequestsPerSecond: mean, peakRequestsPerSecond: peak } = demand;
  return textsPerQuestion === 1
    ? ofRequests(demand)
    : ofTexts(
        ofRequests({
          ...demand,
          meanRequestsPerSecond: mean / textsPerQuestion,
          peakRequestsPerSecond: peak / textsPerQuestion,
        }),
        textsPerQuestion,
      );
}

function ofTexts(questions: DemandPlan, perQuestion: number): DemandPlan {
  const passages = stated(perQuestion, 'passages', 'workloads[].retrieval.candidatePassages or its default');
  const times = (rate: Figure): Figure =>
    derived(
      rate.value * perQuestion,
      'requests/s',
      `${show(rate.value)} questions/s × ${perQuestion} passages, each a request with the question before it`,
      { from: [rate, passages] },
    );
  return {
    ...questions,
    meanRequestsPerSecond: times(questions.meanRequestsPerSecond),
    peakRequestsPerSecond: times(questions.peakRequestsPerSecond),
  };
}

function ofRequests(demand: Workload['demand']): DemandPlan {
  return {
    meanRequestsPerSecond: rate(demand, 'meanRequestsPerSecond', 'mean'),
    peakRequestsPerSecond: demand.peakIsAssumed
      ? assumed(
          demand.peakRequestsPerSecond,
          'requests/s',
          demand.trace === undefined
            ? `${assumedPeakToMeanRatio} × the stated mean: no peak is stated`
            : `${assumedPeakToMeanRatio} × the mean: the trace is shorter than a minute, and no peak is stated`,
        )
      : rate(demand, 'peakRequestsPerSecond', 'busiest minute'),
    meanInputTokens: length(demand, 'meanInputTokens'),
    meanOutputTokens: length(demand, 'meanOutputTokens'),
  };
}

/** Instead of a date, where a trace counts its time from its own start. */
const noDay = 'day not in the trace';

type Rate = 'meanRequestsPerSecond' | 'peakRequestsPerSecond';
type Length = 'meanInputTokens' | 'meanOutputTokens';

function rate(demand: Workload['demand'], field: Rate, what: string): Figure {
  const { trace } = demand;
  if (trace === undefined || demand.stated.includes(field)) {
    return stated(demand[field], 'requests/s', `demand.${field}`);
  }
  const { statistics } = trace;
  const inTrace =
    field === 'peakRequestsPerSecond' && statistics.busiestMinuteRequestsPerSecond !== undefined
      ? statistics.busiestMinuteRequestsPerSecond
      : statistics.meanRequestsPerSecond;
  const scale = demand[field] / inTrace;
  const measuredRate = measured(inTrace, 'requests/s', {
    source: `${what} of ${trace.path}`,
    date: statistics.firstDay ?? noDay,
  });
  return derived(
    demand[field],
    'requests/s',
    `${what} of ${trace.path} (${statistics.requests} requests in ${show(statistics.seconds / 60)} min) × ${show(scale)}; a day's or a week's swing is not in it`,
    {
      from: [measuredRate, stated(scale, '', 'demand.scale, or demand.meanRequestsPerSecond ÷ the mean of the trace')],
    },
  );
}

function length(demand: Workload['demand'], field: Length): Figure {
  const { trace, measuredTokens } = demand;
  if (demand.stated.includes(field)) {
    return stated(demand[field], 'tokens', `demand.${field}`);
  }
  if (measuredTokens !== undefined) {
    const { requests, until } = measuredTokens;
    const before = trace && ` (${Math.round(trace.statistics[field])} in ${trace.path})`;
    return measured(demand[field], 'tokens', {
      source: `the fleet's own traffic: mean of ${requests} requests${before ?? ''}`,
      date: until,
    });
  }
  return trace === undefined
    ? stated(demand[field], 'tokens', `demand.${field}`)
    : measured(demand[field], 'tokens', { source: `mean of ${trace.path}`, date: trace.statistics.firstDay ?? noDay });
}

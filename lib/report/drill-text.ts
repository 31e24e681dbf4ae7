import { englishNumber } from '../figures/english-number';
import type { Figure } from '../figures/figure';
import type { DrillReport, ModelDrillReport, ModeReport, WorkloadReport } from '../rehearsal/drill/drill-report';
import { type RouteMode, routeModes } from '../rehearsal/drill/router';
import { drillTitle, eventWords, modeWords, toldEvents } from './drill-words';
import { durationWords } from './duration-words';
import { terminalTable } from './terminal-table';
import { wrappedLines } from './wrapped-lines';

/** What a drill showed, for a terminal of 80 columns. */
export const drillText = (report: DrillReport): string =>
  [
    wrappedLines(drillTitle(report)),
    ...report.models.map((model) => modelText(report, model)),
    ...report.leftOut.map(({ workload, why }) => wrappedLines(`${workload} is left out: ${why}.`)),
    wrappedLines(
      `Simulated: engines, clients, DNS, load balancers, gateways, launches and scaling, from the plan of this fleet, at the speed that it is sized at. ${report.hasGateways ? 'This fleet has gateways; DNS alone shows it without them' : 'This fleet has no gateways; the second column shows it with them'}. No simulation shows whether AWS has an instance, how its control plane fails, a network that loses packets, or a fault of a program. Seed ${report.seed}.`,
    ),
    wrappedLines(
      `Times that the plan does not state: ${Object.values(report.assumptions).map(assumptionWords).join('; ')}.`,
    ),
  ].join('\n');

const assumptionWords = ({ value, unit, source, origin }: Figure): string => `${value} ${unit}, ${source} (${origin})`;

const modelText = (report: DrillReport, model: ModelDrillReport): string =>
  [
    ...model.dns.workloads.map(({ workload }, index) => workloadText(report, model, workload, index)),
    ...routeModes.map((mode) => timelineText(report, model, mode)),
  ].join('\n');

type Row = readonly [label: string, write: (workload: WorkloadReport, mode: ModeReport) => string];

function workloadText({ fault }: DrillReport, model: ModelDrillReport, name: string, index: number): string {
  const count =
    (of: (workload: WorkloadReport) => number): Row[1] =>
    (workload) =>
      shareWords(of(workload), workload.afterLoss.sent);
  const rows: readonly Row[] = [
    ['requests after the loss', ({ afterLoss }) => englishNumber(afterLoss.sent)],
    ['  sent on to another region', count(({ afterLoss }) => afterLoss.spilled)],
    ['  refused with 503', count(({ afterLoss }) => afterLoss.refused)],
    ['  without an answer', count(({ afterLoss }) => afterLoss.failed)],
    ['streams cut off', ({ afterLoss }) => englishNumber(afterLoss.broken)],
    [
      'last one not answered after',
      ({ lastRefusedAfterSeconds: after }) => (after === 0 ? 'none' : durationWords(after)),
    ],
    ['TTFT, worst half minute', ({ worstTimeToFirstTokenSeconds: seconds }) => durationWords(seconds)],
    [
      '  within the promise from',
      ({ keptFromSeconds: from }) => (from === undefined ? 'not in the drill' : `+${durationWords(from)}`),
    ],
    ['round trip added, at most', ({ addedRoundTripSeconds: added }) => durationWords(added)],
    [
      'capacity whole after',
      (_, { wholeAtSecond }) =>
        wholeAtSecond === undefined ? 'not in the drill' : durationWords(wholeAtSecond - fault.fromSeconds),
    ],
    [
      'cost of instances, USD',
      (_, { addedUsd }) => `${addedUsd < 0 ? '−' : '+'}${englishNumber(Math.abs(Math.round(addedUsd)))}`,
    ],
  ];
  const { promise } = model.dns.workloads[index] as WorkloadReport;
  return terminalTable(
    `${name}: ${model.model}, TTFT ${durationWords(promise.seconds)} promised at p${promise.percentile * 100}`,
    ['', ...routeModes.map((mode) => modeWords[mode])],
    rows.map(([label, write]) => [
      label,
      ...routeModes.map((mode) => write(model[mode].workloads[index] as WorkloadReport, model[mode])),
    ]),
  );
}

const shareWords = (count: number, of: number): string =>
  count === 0 ? '0' : `${englishNumber(count)} (${Number(((100 * count) / of).toPrecision(2))} %)`;

function timelineText({ fault }: DrillReport, model: ModelDrillReport, mode: RouteMode): string {
  const lines = toldEvents(model[mode].events).map((event) => {
    const at = event.second - fault.fromSeconds;
    const when = at < 0 ? `−${durationWords(-at)}` : `+${durationWords(at)}`;
    const words = wrappedLines(`${event.region}: ${eventWords(event)}`, timeColumn, timeColumn);
    return words.replace(timeColumn, when.padEnd(timeColumn.length));
  });
  return `${model.model}, ${modeWords[mode]}:\n${lines.join('')}`;
}

/** Room for the time of an event. */
const timeColumn = ' '.repeat(14);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { isNone } from '../../lib/fleet/schema';
import { readRequests } from '../../lib/fleet/trace';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import { byPromise, type ServedRequests, servedWorkloads } from '../../lib/plan/capacity/served-workload';
import type { EstimateEnd } from '../../lib/plan/capacity/simulated-engine';
import { makePlan } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';
import { observed } from '../../lib/rehearsal/observed';
import { keepsPromises } from '../../lib/rehearsal/promises-kept';
import { regionRequests } from '../../lib/rehearsal/region-requests';
import { rehearse } from '../../lib/rehearsal/rehearse';
import { requestStream } from '../../lib/rehearsal/request-stream';
import { simulateCellPlan } from '../../lib/rehearsal/simulate-cell-plan';
import { fewestInstances } from '../../lib/sizing/fewest-instances';
import { type KnownAnswer, type KnownAnswers, simulatedCells, type Traces } from '../../lib/sizing/simulated-cells';
import { sizingArrivals } from '../../lib/sizing/size-question';
import { edit, load } from '../support/fleets';
import { projectRoot, readText } from '../support/project-root';

const nothingKnown: KnownAnswers = { read: () => undefined, write: () => undefined };
const noTraces: Traces = { digest: () => undefined, requests: () => undefined };

/** Two jurisdictions: one chat on the default trace, one at a stated demand. */
const path = 'fleets/two-jurisdictions.yaml';
const text = edit(readText(path), '\nregions:', '\nsizing: simulated\nregions:');
const fleetOf = (written: string): Fleet => load(written).fleet as Fleet;
const fleet = fleetOf(text);
const trace = join(projectRoot, 'fleets/traces/azure-llm-2023-conversation.csv.gz');
const recorded = readRequests([readFileSync(trace)]);
const traces: Traces = {
  digest: (workload) => (workload === 'chat' ? 'of the trace' : undefined),
  requests: (workload) => (workload === 'chat' ? recorded : undefined),
};

const answers = new Map<string, readonly KnownAnswer[]>();
const kept: KnownAnswers = {
  read: (digest) => answers.get(digest),
  write: (digest, answer) => answers.set(digest, answer),
};
const cells = simulatedCells(fleet, traces, kept);

/** Whether a cell keeps the promises with its own users, and with what active-active failover sends it after any loss. */
function keepsAlone(plan: Plan, one: ServedRequests, cell: CellPlan, end: EstimateEnd, instances: number): boolean {
  const { workload, regions, sharesWithout } = one;
  const stream = requestStream(workload, sizingArrivals, traces.requests(workload.name), 1);
  const promised = isNone(workload.failover) ? 0 : workload.failover.survivorsShareRatio;
  return [undefined, ...regions.filter((region) => region !== cell.region)].every((lost) => {
    const sent = lost === undefined ? 1 : promised;
    const shares = new Map([...sharesWithout(lost)].map(([region, { value }]) => [region, value * sent]));
    const requests = regionRequests([{ requests: stream, shares, workload: 0 }], cell.region, sizingArrivals.seed);
    const simulated = simulateCellPlan({ plan, cell, sharing: [one], requests, end, instances });
    const asked = { workload: workload.name, index: 0, sent: requests.count };
    return keepsPromises(observed([simulated], asked), workload.objectives.latency);
  });
}

describe('the sizes that simulations find', () => {
  const { plan } = makePlan(fleet, loadPins(undefined, fleet.regions).pins);
  const served = servedWorkloads(fleet).served.flatMap((one) =>
    byPromise<ServedRequests[]>(one, { latency: (requests) => [requests], deadline: () => [] }),
  );

  test('are the fewest that keep every promise of the running instances, counted up from one', () => {
    for (const one of served) {
      for (const cell of (plan as Plan).cells.filter(({ model }) => model === one.model.name)) {
        const found = cells.find(({ model, region }) => model === cell.model && region === cell.region);
        for (const end of ['central', 'cautious'] as const) {
          const keeps = (instances: number) => keepsAlone(plan as Plan, one, cell, end, instances);
          const fewest = [1, 2, 3, 4, 5, 6, 7, 8].find(keeps);

          expect(found?.fewest[end]?.running).toBe(fewest);
        }
      }
    }
  });

  test('are those of a rehearsal that searches the fewest, for the same requests', () => {
    const { workloads } = rehearse(fleet, plan as Plan, {
      arrivals: sizingArrivals,
      recorded: traces.requests,
      fewest: fewestInstances(sizingArrivals.seed),
      says: () => undefined,
    });
    for (const { model, fewestInstances: rehearsed } of workloads) {
      expect(rehearsed?.map(({ region, central, cautious }) => [region, central, cautious])).toEqual(
        cells
          .filter((cell) => cell.model === model)
          .map(({ region, fewest }) => [region, fewest.central?.running, fewest.cautious?.running]),
      );
    }
  });

  test('show what clients saw on them, within what was promised', () => {
    for (const { model, kept: seen } of cells) {
      const workload = fleet.workloads.find((one) => one.model === model);
      const { timeToFirstTokenSeconds = 0, timePerOutputTokenSeconds = 0 } = workload?.objectives.latency ?? {};
      expect(seen).toHaveLength(1);
      expect(seen[0]?.timeToFirstTokenSeconds).toBeLessThanOrEqual(timeToFirstTokenSeconds);
      expect(seen[0]?.timePerOutputTokenSeconds).toBeLessThanOrEqual(timePerOutputTokenSeconds);
    }
  });

  test('follow the cautious end where the model was measured on the GPU, unless the fleet or the workload says otherwise', () => {
    const confidences = (...edits: [string, string][]) =>
      simulatedCells(fleetOf(edits.reduce((all, [from, to]) => edit(all, from, to), text)), traces, kept).map(
        ({ model, confidence }) => [model, confidence],
      );

    // Llama 3.1 70B was measured on H100, and no source of the catalogue has Llama 3.1 8B in FP8 on L40S
    expect(confidences().slice(0, 1)).toEqual([['llama-70b', 'cautious']]);
    expect(confidences().slice(-1)).toEqual([['llama-8b', 'central']]);
    expect(confidences(['sizing: simulated', 'sizing: simulated\nconfidence: central']).slice(0, 1)).toEqual([
      ['llama-70b', 'central'],
    ]);
  });
});

describe('an answer that is known', () => {
  test('is taken without the requests, and is the same', () => {
    const digestsAlone: Traces = {
      ...traces,
      requests: () => {
        throw new Error('the trace is read again');
      },
    };

    expect(simulatedCells(fleet, digestsAlone, kept)).toEqual(cells);
  });

  test.each([
    ['another objective', 'timeToFirstTokenSeconds: 1', 'timeToFirstTokenSeconds: 1.5'],
    ['another promise', 'recoverySeconds: 180', 'recoverySeconds: 180, survivorsShareRatio: 0.9'],
    ['another type', 'instanceTypes: [p5.48xlarge, p5en.48xlarge]', 'instanceTypes: [p5en.48xlarge]'],
  ])('is no answer to %s', (_, from, to) => {
    const asked: string[] = [];
    const asking: KnownAnswers = {
      read: (digest) => {
        asked.push(digest);
        return [];
      },
      write: () => undefined,
    };
    const first = text.indexOf(from);
    const changed = `${text.slice(0, first)}${to}${text.slice(first + from.length)}`;
    simulatedCells(fleetOf(changed), traces, asking);

    expect(first).toBeGreaterThan(0);
    expect(answers.has(asked[0] as string)).toBe(false);
  });

  test('is no answer to another trace', () => {
    const asked: string[] = [];
    const asking: KnownAnswers = {
      ...nothingKnown,
      read: (digest) => {
        asked.push(digest);
        return [];
      },
    };
    simulatedCells(fleet, { ...traces, digest: () => 'another' }, asking);

    expect(answers.has(asked[0] as string)).toBe(false);
  });
});

test('a fleet that is sized by arithmetic is not simulated', () => {
  expect(simulatedCells(fleetOf(readText(path)), noTraces, nothingKnown)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { readRequests } from '../../lib/fleet/trace';
import { byPromise, type ServedRequests, servedWorkloads } from '../../lib/plan/capacity/served-workload';
import { makePlan } from '../../lib/plan/make-plan';
import { fewestInstances } from '../../lib/rehearsal/fewest-instances';
import { requestStream } from '../../lib/rehearsal/request-stream';
import { type KnownAnswers, simulatedCells, type Traces } from '../../lib/sizing/simulated-cells';
import type { CellAnswer } from '../../lib/sizing/size-answer';
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

const answers = new Map<string, readonly CellAnswer[]>();
const kept: KnownAnswers = {
  read: (digest) => answers.get(digest),
  write: (digest, answer) => answers.set(digest, answer),
};
const cells = simulatedCells(fleet, traces, kept);

describe('the sizes that simulations find', () => {
  test('are those that a rehearsal of the same requests finds, for the running instances', () => {
    const { plan } = makePlan(fleet, loadPins(undefined, fleet.regions).pins);
    const served = servedWorkloads(fleet).served.flatMap((one) =>
      byPromise<ServedRequests[]>(one, { latency: (requests) => [requests], deadline: () => [] }),
    );
    for (const one of served) {
      const { name } = one.workload;
      const stream = requestStream(one.workload, sizingArrivals, traces.requests(name), 1);
      const rehearsed = fewestInstances(
        plan as NonNullable<typeof plan>,
        [one],
        [stream],
        sizingArrivals.seed,
        () => {},
      );
      const found = cells.filter(({ model }) => model === one.model.name);

      expect(found.map(({ region, fewest }) => [region, fewest.central?.running, fewest.cautious?.running])).toEqual(
        rehearsed.map(({ region, central, cautious }) => [region, central, cautious]),
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

import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import type { SimulatedCell } from '../../lib/plan/capacity/simulated-cell';
import { makePlan } from '../../lib/plan/make-plan';
import { type KnownAnswer, type KnownAnswers, simulatedCells, type Traces } from '../../lib/sizing/simulated-cells';
import { edit, load } from '../support/fleets';
import { readText } from '../support/project-root';

const noTraces: Traces = { digest: () => undefined, requests: () => undefined };
const nothingKnown: KnownAnswers = { read: () => undefined, write: () => undefined };

/** The same lengths for both, so that a request of one takes the place of one of the other. */
const batch = `
  - name: nightly
    shape: batch-inference
    model: llama-8b
    capacity: idle
    demand: { meanRequestsPerSecond: 0.2, meanInputTokens: 900, meanOutputTokens: 250 }
    maxInputTokens: 4096
    maxOutputTokens: 1024
    objectives: { deadlineHours: 24 }
    jurisdiction: us
    failover: { none: it waits as well, owner: us@example.com }
`;
const alone = edit(readText('fleets/small-team.yaml'), '\nregions:', '\nsizing: simulated\nregions:');
const text = edit(alone, '\nsizing:', `${batch}\nsizing:`);
const fleetOf = (written: string): Fleet => load(written).fleet as Fleet;
const cellOf = (written: string, known = nothingKnown): SimulatedCell =>
  simulatedCells(fleetOf(written), noTraces, known)[0] as SimulatedCell;

const cell = cellOf(text);
const idle = cell.idle as NonNullable<typeof cell.idle>;

describe('a batch beside a chat, in a simulation', () => {
  test('changes no size, and fills the engine as far as target tracking allows', () => {
    const { idle: _, ...sizes } = cell;

    expect(sizes).toEqual(cellOf(alone));
    expect(idle.below).toBe(idle.most);
    expect(idle.most).toBeGreaterThan(1);
  });

  test('lets the chat wait longer than alone, and within its promise', () => {
    const [before] = cell.kept;
    const [beside] = idle.kept;

    expect(beside?.workload).toBe('chat');
    expect(beside?.timePerOutputTokenSeconds).toBeGreaterThan(before?.timePerOutputTokenSeconds ?? 1);
    expect(beside?.timePerOutputTokenSeconds).toBeLessThan(0.1);
    expect(beside?.timeToFirstTokenSeconds).toBeLessThan(3);
  });

  test('gets the work done that the arithmetic of the plan expects of it at peak, to a tenth', () => {
    const { plan } = makePlan(fleetOf(text), loadPins(undefined, ['us-east-2']).pins, [cell]);
    const [planned] = plan?.idleWork[0]?.cells ?? [];
    const peak = 2;

    // Requests of equal lengths: one instance does so many of both together.
    const ratio = idle.requestsPerSecond / ((planned?.fullRequestsPerSecond.value ?? 0) - peak);
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  });
});

describe('where a promise would break', () => {
  /** Long prompts of the batch, engines at their cautious speed, and five instances, whose scaling would allow five sixths of the target. */
  const tight = [
    ['timePerOutputTokenSeconds: 0.1 }', 'timePerOutputTokenSeconds: 0.05 }\n    confidence: cautious'],
    ['0.2, meanInputTokens: 900, meanOutputTokens: 250', '0.2, meanInputTokens: 3800, meanOutputTokens: 50'],
    ['headDimension: 128,', 'headDimension: 128, instancesPerRegion: { min: 5, max: 6 },'],
  ].reduce((all, [from, to]) => edit(all, from as string, to as string), text);
  const lowered = cellOf(tight);
  const { answer } = makePlan(fleetOf(tight), loadPins(undefined, ['us-east-2']).pins, [lowered]);
  const { most = 0, below = 0, kept = [] } = lowered.idle ?? {};

  test('the batch gets less than target tracking allows, and the promise holds', () => {
    expect(below).toBeGreaterThan(0);
    expect(below).toBeLessThan(most);
    expect(kept[0]?.timePerOutputTokenSeconds).toBeLessThanOrEqual(0.05);
    expect(kept[0]?.timePerOutputTokenSeconds).toBeGreaterThan(0.045);
  });

  test('the plan names the promise as what holds it back', () => {
    expect(answer?.idleWork[0]?.cells[0]).toMatchObject({
      heldBackBy: 'a promise',
      belowInFlight: { value: below, source: expect.stringContaining(`target tracking would allow ${most}`) },
    });
  });
});

test('the plan refuses a batch that no simulation leaves room for', () => {
  const { plan, findings } = makePlan(fleetOf(text), loadPins(undefined, ['us-east-2']).pins, [
    { ...cell, idle: { ...idle, below: 0, kept: [] } },
  ]);

  expect(plan).toBeUndefined();
  expect(findings).toContainEqual(
    expect.objectContaining({
      level: 'error',
      path: 'workloads[1].capacity',
      message: expect.stringContaining(
        'leaves no room for a single request: a promise of the workloads beside it breaks',
      ),
    }),
  );
});

test('is simulated once for the same file, and again where the lengths of the batch change', () => {
  const answers = new Map<string, readonly KnownAnswer[]>();
  const asked: string[] = [];
  const known: KnownAnswers = {
    read: (digest) => answers.get(digest),
    write: (digest, answer) => {
      asked.push(digest);
      answers.set(digest, answer);
    },
  };
  const first = cellOf(text, known);
  expect(asked).toHaveLength(2); // the sizes, and the batch beside them
  expect(cellOf(text, known)).toEqual(first);
  expect(asked).toHaveLength(2);

  cellOf(
    edit(text, 'meanRequestsPerSecond: 0.2, meanInputTokens: 900', 'meanRequestsPerSecond: 0.2, meanInputTokens: 901'),
    known,
  );
  expect(asked).toHaveLength(3);
});

import { describe, expect, test } from 'vitest';
import { loadPins } from '../../../lib/fleet/lock-file';
import { deployedPart } from '../../../lib/plan/deployed-part';
import { makePlan } from '../../../lib/plan/make-plan';
import { chatFleetText, edit, load, planOf, validPlan } from '../../support/fleets';
import { readText } from '../../support/project-root';

const withShape = (shape: string) => planOf(edit(chatFleetText(), 'shape: realtime-assistant', `shape: ${shape}`));

describe('the shape alone', () => {
  const [realtime, batch, retrieval] = ['realtime-assistant', 'batch-inference', 'retrieval-analytics'].map(
    (shape) => withShape(shape).plan,
  );

  test('of realtime keeps on-demand capacity for the loss of a region', () => {
    expect(realtime?.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 3]);
    expect(realtime?.cells[0]?.pools.map(({ pool }) => pool)).toEqual(['baseline']);
    expect(realtime?.workloads[0]?.notYetDeployed).toEqual([]);
  });

  test('of batch goes to spot first, keeps nothing running and has no name', () => {
    expect(batch?.cells.map(({ minInstances }) => minInstances.value)).toEqual([0, 0]);
    expect(batch?.cells[0]?.pools.map(({ pool, purchase }) => `${pool} ${purchase}`)).toEqual([
      'baseline on-demand',
      'overflow spot',
    ]);
    expect(batch?.workloads[0]?.objectives).toEqual({ deadlineHours: 24 });
    expect(batch?.workloads[0]?.notYetDeployed).toEqual(['a batch workload']);
    expect(deployedPart(batch as NonNullable<typeof batch>)).toMatchObject({ workloads: [], cells: [], regions: [] });
  });

  test('of batch warns that an objective for its first token has no effect', () => {
    const { findings } = load(edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'));

    expect(findings.map(({ level, path }) => [level, path])).toEqual([
      ['warning', 'workloads[0].objectives.timeToFirstTokenSeconds'],
      ['warning', 'workloads[0].objectives.timePerOutputTokenSeconds'],
    ]);
    expect(withShape('batch-inference').findings).toMatchObject([{ level: 'warning', path: 'workloads[0]' }]);
  });

  test('of retrieval computes a fifth of the prompt only once', () => {
    expect(retrieval?.workloads[0]?.prefixReuseRatio).toMatchObject({ value: 0.2, origin: 'assumed' });
    expect(realtime?.workloads[0]?.prefixReuseRatio.value).toBe(0);
    const rate = (plan: typeof realtime): number =>
      plan?.workloads[0]?.types[0]?.replica.requestsPerSecond.value ?? Number.NaN;
    expect(rate(retrieval)).toBeGreaterThan(rate(realtime) * 1.03);
  });
});

describe('a batch, by hand', () => {
  // summaries of fleet.yaml: 3 requests/s, half of them in each region, to be done in 8 hours
  const plan = validPlan('fleet.yaml');
  const summaries = plan.workloads.find(({ name }) => name === 'summaries');
  const cell = plan.cells.find(({ loads }) => loads[0]?.workload === 'summaries');
  const each = summaries?.types[0]?.plannedRequestsPerSecond.value ?? Number.NaN;
  const coldStart = summaries?.types[0]?.coldStart.totalSeconds.high ?? Number.NaN;
  const perDay = 3 * 24 * 3600;

  test('each region has what finishes its half by morning', () => {
    const needed = (perDay * 0.5) / (each * 0.9 * (8 * 3600 - coldStart));

    expect(cell?.ownInstances.value).toBe(Math.ceil(needed));
    expect(each).toBeCloseTo(summaries?.types[0]?.replica.requestsPerSecond.low ?? Number.NaN, 9);
  });

  test('either region may grow to finish all of it', () => {
    const needed = perDay / (each * 0.9 * (8 * 3600 - coldStart));

    expect(cell?.maxInstances.value).toBe(Math.ceil(needed));
    for (const { shareOfPeakGrown } of summaries?.failover.survivors ?? []) {
      expect(shareOfPeakGrown.value).toBeCloseTo((Math.ceil(needed) * each * (8 * 3600 - coldStart)) / perDay, 6);
    }
  });

  test('either region may grow to less where less is promised', () => {
    const text = edit(
      readText('fleet.yaml'),
      '{ mode: active-active, recoverySeconds: 3600 }',
      '{ mode: active-active, recoverySeconds: 3600, survivorsShareRatio: 0.7 }',
    );
    const { fleet } = load(text, '.');
    const less = makePlan(fleet as NonNullable<typeof fleet>, loadPins(undefined, []).pins).plan;

    const needed = (perDay * 0.7) / (each * 0.9 * (8 * 3600 - coldStart));
    expect(less?.cells.find(({ loads }) => loads[0]?.workload === 'summaries')?.maxInstances.value).toBe(
      Math.ceil(needed),
    );
  });

  test('costs spot instances for as long as the work takes', () => {
    const costs = plan.cellCosts.find(({ model, region }) => model === cell?.model && region === 'us-east-1');
    // the mean of use1's four zones on the day of the table
    const busy = 1.5 / (each * 0.9);
    expect(costs?.expectedUsdPerHour.value).toBeCloseTo(busy * (costs?.spotUsdPerHour?.value ?? 0), 9);
    expect(costs?.interruptibleUsdPerHour.value).toBe(costs?.expectedUsdPerHour.value);
    expect(costs?.spotUsdPerHour?.high).toBe(2.24208);
  });

  test('a deadline that the stated maximum cannot meet fails with the GPUs that would', () => {
    const text = edit(
      edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'),
      'objectives: { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 }',
      'objectives: { deadlineHours: 2 }',
    );
    const { plan: none, findings } = planOf(
      edit(text, '    tensorParallel: 4', '    tensorParallel: 4\n    instancesPerRegion: { max: 2 }'),
    );

    expect(none).toBeUndefined();
    expect(findings.find(({ path }) => path === 'workloads[0].objectives.deadlineHours')?.message).toMatch(
      /^cannot be met in us-east-1 with at most 2 instances, got 2, expected \d+ GPUs: \d+ instances/,
    );
  });

  test('instances that run anyway do their part, and spot only the rest', () => {
    const text = edit(
      readText('fleet.yaml'),
      '    tensorParallel: 1',
      '    tensorParallel: 1\n    instancesPerRegion: { min: 1 }',
    );
    const { fleet } = load(edit(text, 'survivorsShareRatio: 0.8', 'survivorsShareRatio: 0.1'), '.');
    const costs = makePlan(fleet as NonNullable<typeof fleet>, loadPins(undefined, []).pins).plan?.cellCosts.filter(
      ({ spotUsdPerHour }) => spotUsdPerHour !== undefined,
    );

    // of one instance 8 hours in 24 count towards the deadline: 1.5 − 0.8463 ÷ 3 = 1.218 requests/s are left
    const busy = (1.5 - each / 3) / (each * 0.9);
    expect(costs?.map(({ interruptibleUsdPerHour }) => interruptibleUsdPerHour.value)).toEqual([
      expect.closeTo(busy * 0.932975, 9),
      expect.closeTo(busy * 1.27635, 9),
    ]);
  });

  test('what a small spot pool has no room for runs on demand', () => {
    const withOverflow = (maxInstances: number) =>
      planOf(
        edit(
          edit(
            edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'),
            'objectives: { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 }',
            'objectives: { deadlineHours: 6 }',
          ),
          '    precision: fp8',
          `    pools: { overflow: { maxInstances: ${maxInstances} } }\n    precision: fp8`,
        ),
      ).plan?.cellCosts[0];
    const [small, large] = [withOverflow(1), withOverflow(9)];
    const spot = large?.spotUsdPerHour?.value ?? Number.NaN;
    const busy = (large?.interruptibleUsdPerHour.value ?? Number.NaN) / spot;

    // one spot instance for 6 hours in 24; of the rest 0.9, because on demand nothing is done twice
    expect(busy).toBeGreaterThan(0.25);
    expect(small?.interruptibleUsdPerHour.value).toBeCloseTo(0.25 * spot, 9);
    expect(small?.pools[0]?.expectedUsdPerHour.value).toBeCloseTo((busy - 0.25) * 0.9 * 55.04, 9);
    expect(large?.pools[0]?.expectedUsdPerHour.value).toBe(0);
  });

  test('a stated minimum above what the work needs is the maximum too', () => {
    const text = edit(
      edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'),
      '    tensorParallel: 4',
      '    tensorParallel: 4\n    instancesPerRegion: { min: 4 }',
    );

    expect(planOf(text).plan?.cells.map(({ maxInstances }) => maxInstances.value)).toEqual([4, 4]);
  });

  test('a deadline that is over before an instance has started fails, and nothing else is said of it', () => {
    const text = edit(
      edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'),
      'objectives: { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 }',
      'objectives: { deadlineHours: 0.25 }',
    );

    expect(planOf(text).findings.filter(({ level }) => level === 'error')).toMatchObject([
      { message: expect.stringMatching(/^is over before an instance has started, got 0.25.*; allow more hours$/) },
    ]);
  });

  test('a standby of a batch fails', () => {
    const text = edit(
      edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference'),
      'mode: active-active',
      'mode: warm-standby',
    );

    expect(planOf(text).findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('moves client traffic, and a batch has none, got "warm-standby"'),
    );
  });
});

describe('a retrieval workload', () => {
  const small = (name: string, task: string) =>
    `  - { name: ${name}, task: ${task}, weights: x/${name}, parametersBillion: 0.5, precision: bf16, layers: 24, kvHeads: 16, headDimension: 64, contextTokens: 8192, tensorParallel: 1, instanceTypes: [g6e.2xlarge] }\n`;
  const withCompanions = edit(
    edit(
      edit(chatFleetText(), 'shape: realtime-assistant', 'shape: retrieval-analytics'),
      '    maxInputTokens: 8192',
      '    retrieval: { embeddingModel: embedder, rerankingModel: ranker }\n    maxInputTokens: 8192',
    ),
    '\naccess:',
    `${small('embedder', 'embed')}${small('ranker', 'rerank')}\naccess:`,
  );
  const { plan, findings } = planOf(withCompanions);

  test('has small models beside it, planned, priced and not yet deployed', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    expect(plan?.cells.map(({ model, task, notYetDeployed }) => [model, task, notYetDeployed])).toEqual([
      ['llama-70b', 'generate', undefined],
      ['llama-70b', 'generate', undefined],
      ['embedder', 'embed', 'a model with the task embed'],
      ['embedder', 'embed', 'a model with the task embed'],
      ['ranker', 'rerank', 'a model with the task rerank'],
      ['ranker', 'rerank', 'a model with the task rerank'],
    ]);
    expect(deployedPart(plan as NonNullable<typeof plan>).cells).toHaveLength(2);
  });

  test('whose throughput is assumed: 30 % of the peak over two operations a parameter and token', () => {
    const [embedder, ranker] = plan?.workloads[0]?.companions ?? [];
    const rate = (tokens: number): number => (362.05e12 * 0.3) / (2 * 0.5e9 * tokens);

    expect(embedder?.types[0]?.replica.requestsPerSecond.origin).toBe('assumed');
    expect(embedder?.types[0]?.replica.requestsPerSecond.value).toBeCloseTo(rate(64), -1);
    // A passage of 256 tokens with a question of 64
    expect(ranker?.types[0]?.replica.requestsPerSecond.value).toBeCloseTo(rate(256 + 64), 0);
  });

  test('whose engine reads each passage with the question as one request: 20 × the questions, four times as long at most', () => {
    const typeOf = (name: string) => plan?.workloads[0]?.companions.find(({ model }) => model === name)?.types[0];
    const questions = plan?.workloads[0]?.demand.peakRequestsPerSecond.value ?? Number.NaN;
    const ranker = plan?.cells.find(({ model }) => model === 'ranker');

    expect(typeOf('ranker')?.fit.maxModelLengthTokens.value).toBe(4 * (64 + 256) + 1);
    expect(typeOf('embedder')?.fit.maxModelLengthTokens.value).toBe(4 * 64 + 1);
    // Each of two regions carries the whole peak.
    expect(ranker?.minInstances.value).toBe(
      Math.ceil((20 * questions) / (typeOf('ranker')?.plannedRequestsPerSecond.value ?? Number.NaN)),
    );
  });

  test('whose engine is never told a length beyond its context', () => {
    const { plan: long, findings: beyond } = planOf(
      edit(
        withCompanions,
        'rerankingModel: ranker',
        'rerankingModel: ranker, candidatePassages: 2, passageTokens: 4000',
      ),
    );
    expect(long, JSON.stringify(beyond)).toBeDefined();
    const ranker = long?.workloads[0]?.companions.find(({ model }) => model === 'ranker');

    expect(ranker?.types[0]?.fit.maxModelLengthTokens.value).toBe(8192);
  });

  test('pays for them', () => {
    const without = planOf(edit(chatFleetText(), 'shape: realtime-assistant', 'shape: retrieval-analytics')).plan;
    const usd = (one: typeof plan): number => one?.workloads[0]?.cost.usdPerRequest.value ?? Number.NaN;

    expect(usd(plan)).toBeGreaterThan(usd(without));
  });

  test('fails where a region does not offer the type of one', () => {
    const text = edit(
      withCompanions,
      small('embedder', 'embed'),
      small('embedder', 'embed').replace('g6e.2xlarge', 'p5e.48xlarge'),
    );

    expect(load(text).findings).toContainEqual(
      expect.objectContaining({
        path: 'models[1].instanceTypes[0]',
        message: expect.stringContaining('is not offered in us-east-1, got "p5e.48xlarge"'),
      }),
    );
  });

  test('fails where one of them is kept too small for the loss of a region', () => {
    const text = edit(
      withCompanions,
      small('ranker', 'rerank'),
      small('ranker', 'rerank').replace(' }\n', ', instancesPerRegion: { min: 5 } }\n'),
    );

    // 33.8 ÷ 4.526 = 7.5 rankers carry the peak
    expect(planOf(text).findings).toContainEqual(
      expect.objectContaining({
        path: 'workloads[0].failover.survivorsShareRatio',
        message: expect.stringContaining('is not kept after losing us-east-1, got 1, expected at most 0.66'),
      }),
    );
  });

  test.each([
    { field: 'questionTokens', tokens: 9000, says: 'makes a text longer than the context of embedder, got 9000' },
    { field: 'passageTokens', tokens: 8190, says: 'makes a text longer than the context of ranker, got 8254' },
  ])('fails with $field that no model reads', ({ field, tokens, says }) => {
    const text = edit(withCompanions, 'rerankingModel: ranker', `rerankingModel: ranker, ${field}: ${tokens}`);

    expect(load(text).findings).toContainEqual(
      expect.objectContaining({ path: `workloads[0].retrieval.${field}`, message: expect.stringContaining(says) }),
    );
  });

  test('fails where one of them does something else', () => {
    const text = edit(withCompanions, 'embeddingModel: embedder', 'embeddingModel: ranker');

    expect(planOf(text).findings).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          path: 'workloads[0].retrieval.embeddingModel',
          message: expect.stringContaining('has the task rerank, got "ranker", expected a model with task: embed'),
        }),
      ]),
    );
  });
});

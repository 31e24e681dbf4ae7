import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ServedRequests } from '../../lib/plan/capacity/served-workload';
import type { EngineInputs } from '../../lib/plan/capacity/simulated-engine';
import { arrivalTimes, burstyGaps } from '../../lib/simulation/arrivals/arrivals';
import { drawnLength } from '../../lib/simulation/arrivals/lengths';
import { Random } from '../../lib/simulation/random';
import { emptyRequests } from '../../lib/simulation/requests';
import { sizeAnswer } from '../../lib/sizing/size-answer';
import { type SizeQuestion, simulatorVersion, sizingArrivals } from '../../lib/sizing/size-question';

const random = new Random(7);
const times = arrivalTimes(random, burstyGaps(4), 6, 1200, [0.8, 1.2]);
const requests = { ...emptyRequests(times.length), arrivalSeconds: times };
for (let request = 0; request < times.length; request += 1) {
  requests.inputTokens[request] = drawnLength(random, 900, 8192);
  requests.outputTokens[request] = drawnLength(random, 200, 1024);
}

const engine = (slower: number): EngineInputs => ({
  engine: { maxSequences: 32, maxBatchedTokens: 2048, maxInFlight: 64, cacheBlocks: 4000 },
  enginesPerInstance: 1,
  points: [
    { concurrency: 1, timeToFirstTokenSeconds: 0.1 * slower, timePerOutputTokenSeconds: 0.012 * slower },
    { concurrency: 16, timeToFirstTokenSeconds: 0.2 * slower, timePerOutputTokenSeconds: 0.022 * slower },
    { concurrency: 32, timeToFirstTokenSeconds: 0.3 * slower, timePerOutputTokenSeconds: 0.035 * slower },
  ],
  lengths: { inputTokens: 900, outputTokens: 200, prefillTokens: 900 },
  parts: { secondsPerPromptToken: 5e-5, secondsPerContextToken: 4e-8 },
});

const latency = { timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.04 };

const question: SizeQuestion = {
  simulatorVersion,
  arrivals: sizingArrivals,
  workloads: [
    {
      name: 'chat',
      demand: [6, 7, 900, 200],
      longest: [8192, 1024],
      prefixReuseRatio: 0,
      promise: latency,
      trace: 'some',
    },
  ],
  cells: [
    {
      region: 'us-east-1',
      confidence: 'cautious',
      launchMinutes: 6,
      engines: { central: engine(1), cautious: engine(1.5) },
      loads: {
        own: [{ shares: [[['us-east-1', 0.6]]], arithmetic: 2.2 }],
        running: [{ shares: [[['us-east-1', 1]]], arithmetic: 4 }],
        grown: [{ shares: [[['us-east-1', 1]]], arithmetic: 4 }],
      },
    },
  ],
};

/** Raise the version with the hash: answers that were found before must not be taken for those of a changed simulator. */
const answerOfVersion = { version: 4, sha256: '152253cd1fe097761a3e5fecfcebf71051cdb15850f3e38c03c354bcc9e25c33' };

test(`sizes and what was seen on them are the same to the last bit on Node ${process.version}`, () => {
  const served = { workload: { name: 'chat', objectives: { latency } } } as ServedRequests;
  const answer = sizeAnswer(question, [served], [requests]);

  expect(answer[0]?.ends.central?.running).toBeGreaterThan(1);
  expect(simulatorVersion).toBe(answerOfVersion.version);
  expect(createHash('sha256').update(JSON.stringify(answer)).digest('hex')).toBe(answerOfVersion.sha256);
});

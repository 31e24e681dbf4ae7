import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { arrivalTimes, burstyGaps } from '../../lib/simulation/arrivals/arrivals';
import { drawnLength } from '../../lib/simulation/arrivals/lengths';
import { Random } from '../../lib/simulation/random';
import { emptyRequests } from '../../lib/simulation/requests';
import { simulateCell } from '../../lib/simulation/simulate-cell';

test(`a simulation has the same result to the last bit on Node ${process.version}`, () => {
  const random = new Random(11);
  const times = arrivalTimes(random, burstyGaps(8), 20, 600, [0.8, 1.2]);
  const requests = { ...emptyRequests(times.length), arrivalSeconds: times };
  for (let request = 0; request < times.length; request += 1) {
    requests.inputTokens[request] = drawnLength(random, 900, 8192);
    requests.outputTokens[request] = drawnLength(random, 200, 1024);
  }
  const { firstTokenAt, finishedAt } = simulateCell(requests, {
    engine: { maxSequences: 32, maxBatchedTokens: 2048, maxInFlight: 64, cacheBlocks: 1500 },
    stepSeconds: (sequences, context, tokens, pairs) =>
      0.008 + 2e-4 * sequences + 3e-8 * context + 4e-5 * tokens + 2e-9 * pairs,
    replicasPerInstance: 2,
    instances: 1,
  });
  const hash = createHash('sha256')
    .update(new Uint8Array(firstTokenAt.buffer))
    .update(new Uint8Array(finishedAt.buffer));

  expect(hash.digest('hex')).toBe('91139ee491547846e27b1755641101ac96524d781dd870eec11b45aa0d6b6fa0');
});

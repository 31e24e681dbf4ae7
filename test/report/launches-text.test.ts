import { describe, expect, test } from 'vitest';
import { launchesText } from '../../lib/report/launches-text';

const one = {
  at: '2026-11-27T10:00:00.000Z',
  fleet: 'assistant',
  model: 'llama-8b',
  instanceId: 'i-0123456789abcdef0',
  instanceType: 'g6e.2xlarge',
  kind: 'launch-failed',
  reason: 'permission',
  stage: 'weights',
  problem: 'manifest: AccessDenied',
  agent: ['{"event":"agent started"}'],
  engines: [{ port: 9000, lines: ['ValueError'] }],
  region: 'us-east-1',
  address: 's3://bucket/evidence/llama-8b/key.json',
} as const;

const refused = {
  at: '2026-11-27T11:00:00.000Z',
  region: 'us-east-1',
  model: 'llama-8b',
  group: 'assistant-llama-8b-baseline',
  reason: 'quota',
  message: 'You have requested more vCPU capacity than your current vCPU limit of 32 allows',
} as const;

describe('launches that failed', () => {
  test('are a line each, the newest first: the cause and the place of the logs, or the text of AWS', () => {
    expect(launchesText({ launches: [one], refused: [refused] }, false).split('\n')).toEqual([
      '2026-11-27T11:00:00.000Z us-east-1 llama-8b (assistant-llama-8b-baseline): AWS refused the launch, quota: You have requested more vCPU capacity than your current vCPU limit of 32 allows',
      '2026-11-27T10:00:00.000Z us-east-1 llama-8b i-0123456789abcdef0 (g6e.2xlarge): launch failed, permission in the stage weights: manifest: AccessDenied',
      '  s3://bucket/evidence/llama-8b/key.json',
      'What to do about each reason: runbooks/launches-failing.md',
      '',
    ]);
  });

  test('are followed by their logs where they are asked for', () => {
    expect(launchesText({ launches: [one], refused: [] }, true)).toContain(
      '\n  agent {"event":"agent started"}\n  engine on port 9000 ValueError\n',
    );
  });

  test('of an instance that left nothing behind name the instance', () => {
    const silent = { ...refused, reason: 'abandoned', instanceId: 'i-0aaaaaaaaaaaaaaaa', message: 'Heartbeat Timeout' };

    expect(launchesText({ launches: [], refused: [silent] }, false)).toContain(
      'i-0aaaaaaaaaaaaaaaa (assistant-llama-8b-baseline): was given up and left nothing behind: Heartbeat Timeout\n',
    );
  });

  test('are none where there is nothing', () => {
    expect(launchesText({ launches: [], refused: [] }, false)).toContain(
      'no launch failed and no instance asked for a repair within the last 30 days',
    );
  });
});

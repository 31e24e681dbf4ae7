import { describe, expect, test } from 'vitest';
import { evidenceText } from '../../lib/report/evidence-text';

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

describe('what instances left behind', () => {
  test('is a line with the cause and the place of its logs', () => {
    expect(evidenceText([one], false)).toBe(
      '2026-11-27T10:00:00.000Z us-east-1 llama-8b i-0123456789abcdef0 (g6e.2xlarge): launch failed, permission in the stage weights: manifest: AccessDenied\n  s3://bucket/evidence/llama-8b/key.json\n',
    );
  });

  test('is followed by its logs where they are asked for', () => {
    expect(evidenceText([one], true)).toContain(
      '\n  agent {"event":"agent started"}\n  engine on port 9000 ValueError\n',
    );
  });

  test('says where there is none', () => {
    expect(evidenceText([], false)).toContain(
      'no launch failed and no instance asked for a repair within the last 30 days',
    );
  });
});

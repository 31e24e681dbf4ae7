import { expect, test } from 'vitest';
import { findOutOfReach, type TargetHealth } from '../../../lambda/gpu-repair/find-out-of-reach';

const arn = 'arn:serving';
const instance = (healthStatus: string, lifecycleState = 'InService') => ({ id: 'i-1', lifecycleState, healthStatus });
const silent: TargetHealth = { instanceId: 'i-1', state: 'unhealthy', reason: 'Target.Timeout' };
const found = (one: ReturnType<typeof instance>, ...targets: readonly TargetHealth[]): string | undefined =>
  findOutOfReach({ instances: [one], targetGroupArns: [arn] }, new Map([[arn, targets]])).get('i-1');

// Reasons: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
test('an instance in service that does not answer its load balancer is out of reach', () => {
  expect(found(instance('Healthy'), silent)).toBe('silent');
  expect(found(instance('Healthy'))).toBe('not-registered');
  expect(found(instance('Healthy'), { ...silent, reason: 'Target.ResponseCodeMismatch' })).toBe('not-ready');
  expect(found(instance('Healthy'), { ...silent, state: 'initial' })).toBeUndefined();
});

test('an instance that Auto Scaling replaces already, or that leaves, is not', () => {
  expect(found(instance('Unhealthy'), silent)).toBeUndefined();
  expect(found(instance('Healthy', 'Terminating:Wait'), silent)).toBeUndefined();
});

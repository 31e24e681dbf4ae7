import { describe, expect, test } from 'vitest';
import { type Group, isHeld, mostSick, repairNeed } from '../../../lambda/gpu-repair/decide-repair';
import type { TimedRequest } from '../../../lambda/gpu-repair/read-request';

const at = 1_800_000_000;
const request: TimedRequest = {
  fleet: 'assistant',
  model: 'llama-70b',
  instanceId: 'i-00000001',
  reason: 'gpu-fault',
  xidCodes: [79],
  evidence: '',
  atSeconds: at,
};

const instance = (number: number, lifecycleState = 'InService', healthStatus = 'Healthy') => ({
  id: `i-0000000${number}`,
  lifecycleState,
  healthStatus,
});

const baseline = (...instances: Group['instances']): Group => ({
  name: 'assistant-llama-70b-baseline',
  maxInstances: 4,
  suspendedProcesses: [],
  targetGroupArns: [],
  instances,
});

describe('an instance that asks to be replaced', () => {
  test('needs it, in its own group, among all that serve in the cell', () => {
    const overflow = { ...baseline(instance(3), instance(4, 'Pending:Wait')), name: 'assistant-llama-70b-overflow' };

    expect(repairNeed(request, [baseline(instance(1), instance(2)), overflow], at)).toEqual({
      group: 'assistant-llama-70b-baseline',
      inService: 3,
    });
  });

  test.each([
    ['fifteen minutes late', 900, 'group'],
    ['later than that', 901, 'unneeded'],
    ['six hours late', 6 * 3600, 'unneeded'],
    ['from a clock that is five minutes ahead', -300, 'group'],
  ])('%s', (_what, lateSeconds, expected) => {
    expect(repairNeed(request, [baseline(instance(1))], at + lateSeconds)).toHaveProperty(expected);
  });

  // The program is at fault, and restarted where it is; 63 is fatal to AWS's monitor.
  test.each([
    ['F13: ', [13], false],
    ['F13: ', [31], false],
    ['F13: ', [94], false],
    ['F13: ', [126], false],
    ['F13: ', [13, 31], false],
    ['', [43], false],
    ['F11: ', [13, 79], true],
    ['', [63], true],
    ['', [], true],
  ])('%swith Xids %j needs it: %s', (_fault, xidCodes, needed) => {
    const need = repairNeed({ ...request, xidCodes }, [baseline(instance(1))], at);

    expect(need).toEqual(needed ? { group: baseline().name, inService: 1 } : { unneeded: 'fault-of-the-program' });
  });

  test('with a hang needs it whatever numbers were seen', () => {
    expect(
      repairNeed({ ...request, reason: 'engine-hang', xidCodes: [31] }, [baseline(instance(1))], at),
    ).toHaveProperty('group');
  });

  test.each([
    ['gone already', [baseline(instance(2))], 'not-of-the-cell'],
    ['in a cell without groups', [], 'not-of-the-cell'],
    ['F14: held by its launch hook', [baseline(instance(1, 'Pending:Wait'))], 'not-in-service'],
    ['F15: in the warm pool', [baseline(instance(1, 'Warmed:Pending:Wait'))], 'not-in-service'],
    ['on its way out', [baseline(instance(1, 'Terminating:Wait'))], 'not-in-service'],
    ['in standby, where an operator has put it', [baseline(instance(1, 'Standby'))], 'not-in-service'],
    ['marked before', [baseline(instance(1, 'InService', 'Unhealthy'))], 'unhealthy-already'],
  ])('%s does not need it', (_what, groups, unneeded) => {
    expect(repairNeed(request, groups, at)).toEqual({ unneeded });
  });

  test.each([['ReplaceUnhealthy'], ['HealthCheck'], ['Launch'], ['Terminate']])(
    'is left alone while an operator has suspended %s',
    (process) => {
      const group = { ...baseline(instance(1)), suspendedProcesses: [process] };

      expect(repairNeed(request, [group], at)).toEqual({ unneeded: 'replacement-suspended' });
    },
  );

  test('is not left alone for a process that has nothing to do with it', () => {
    const group = { ...baseline(instance(1)), suspendedProcesses: ['AZRebalance', 'ScheduledActions'] };

    expect(repairNeed(request, [group], at)).toHaveProperty('group');
  });
});

// One in cells of five or fewer, a fifth of larger ones.
describe('the breaker', () => {
  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [5, 1],
    [6, 1],
    [9, 1],
    [10, 2],
    [14, 2],
    [15, 3],
    [100, 20],
  ])('F12: of %i in service lets %i be sick', (inService, allowed) => {
    expect(mostSick(inService)).toBe(allowed);
    expect(isHeld(allowed, inService)).toBe(false);
    expect(isHeld(allowed + 1, inService)).toBe(true);
  });
});

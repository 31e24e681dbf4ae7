import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { RepairRequester, type Sickness } from '../../../agent/gpu-health/repair-requester';
import type { Instance } from '../../../agent/instance/instance';
import type { RepairRequest } from '../../../lib/contract/agent-events';
import { repairTiming } from '../../../lib/contract/repair';
import { exampleParameters } from '../../support/cell-parameters';

const gpu: Sickness = { reason: 'gpu-fault', xidCodes: [79], evidence: 'Xid 79', lasts: () => true };

/** Time passes where it is slept; what was sent, or refused while AWS does not answer. */
function requester() {
  const sent: RepairRequest[] = [];
  const sleeps: { seconds: number; wake: () => void }[] = [];
  const world = { answers: true, refused: 0 };
  const context = {
    clock: {
      now: () => 0,
      since: () => 0,
      date: () => new Date(0),
      limit: () => new AbortController().signal,
      sleep: (seconds: number) => new Promise<void>((wake) => sleeps.push({ seconds, wake })),
    },
    log: () => undefined,
    random: () => 1,
    parameters: exampleParameters,
    instance: { instanceId: 'i-0123456789abcdef0' } as Instance,
    sendEvent: async (_type: string, detail: object) => {
      if (!world.answers) {
        world.refused += 1;
        throw new Error('no answer');
      }
      sent.push(detail as RepairRequest);
    },
  };
  /** The next wait is over; how long it was. */
  const pass = async (): Promise<number | undefined> => {
    await turn();
    const next = sleeps.shift();
    next?.wake();
    await turn();
    return next?.seconds;
  };
  return { repair: new RepairRequester(context), sent, pass, world };
}

describe('a request for repair', () => {
  test('is made again while the fault lasts, every five minutes, and never after', async () => {
    const { repair, sent, pass } = requester();
    let sick = true;
    repair.ask({ reason: 'engine-hang', xidCodes: [], evidence: 'a hang', lasts: () => sick });

    expect([await pass(), await pass()]).toEqual([repairTiming.repeatSeconds, repairTiming.repeatSeconds]);
    sick = false;
    await pass();

    expect(sent).toHaveLength(3);
    expect(await pass()).toBeUndefined();
  });

  test('that could not be sent is not sent later, about an instance that is sound again', async () => {
    const { repair, sent, pass, world } = requester();
    let sick = true;
    world.answers = false;
    repair.ask({ reason: 'engine-hang', xidCodes: [], evidence: 'a hang', lasts: () => sick });
    expect([await pass(), await pass(), await pass()]).toEqual([1, 2, 4]);

    sick = false;
    world.answers = true;
    await pass();

    expect(world.refused).toBe(4);
    expect(sent).toEqual([]);
  });

  test('of a broken GPU stays one, whatever its engine does and however that ends', async () => {
    const { repair, sent, pass } = requester();
    repair.ask(gpu);
    await turn();
    repair.ask({ reason: 'engine-hang', xidCodes: [], evidence: 'a hang', lasts: () => false });
    await pass();
    await pass();

    expect(sent.map(({ reason, xidCodes, evidence }) => [reason, xidCodes, evidence])).toEqual(
      Array(3).fill(['gpu-fault', [79], 'Xid 79']),
    );
  });

  test('tells every error number once, with the newest evidence first and not without end', async () => {
    const { repair, sent, pass } = requester();
    repair.ask(gpu);
    repair.ask({ ...gpu, xidCodes: [48], evidence: 'Xid 48' });
    repair.ask(gpu);
    await turn();
    for (let times = 0; times < 500; times += 1) {
      repair.ask({ ...gpu, evidence: `${times} uncorrected memory errors` });
    }
    await pass();

    expect(sent.map(({ xidCodes }) => xidCodes)).toEqual([[79], [79, 48]]);
    expect(sent[1]?.evidence).toMatch(/^499 uncorrected memory errors; 498 /);
    expect(sent[1]?.evidence).toHaveLength(2000);
  });
});

import { setTimeout } from 'node:timers/promises';
import type { Instance } from '../agent/instance';

export interface Fault {
  readonly name: string;
  /** Resolves when the cause is over; the instance may still recover. */
  readonly inject: (instance: Instance, round: number) => Promise<void>;
}

const lastsMilliseconds = 10_000;

const control = async ({ engineUrls }: Instance, round: number, change: object): Promise<void> => {
  const url = engineUrls[round % engineUrls.length];
  await fetch(`${url}/_control`, { method: 'POST', body: JSON.stringify(change) }).catch(() => undefined);
};

const forAWhile =
  (change: object, back: object): Fault['inject'] =>
  async (instance, round) => {
    await control(instance, round, change);
    await setTimeout(lastsMilliseconds);
    await control(instance, round, back);
  };

/** These start a process anew whose memory is watched, so each comes once, at the beginning. */
export const faultsAtTheBeginning: readonly Fault[] = [
  {
    name: 'HAProxy killed',
    inject: async (instance) => {
      process.kill(instance.guardPid(), 'SIGKILL');
    },
  },
  { name: 'agent killed', inject: (instance) => instance.restartAgent() },
];

export const faultsInTurn: readonly Fault[] = [
  {
    name: 'engine killed',
    inject: async (instance, round) => {
      const pids = instance.enginePids();
      process.kill(pids[round % pids.length] ?? 0, 'SIGKILL');
    },
  },
  { name: 'engine refuses', inject: forAWhile({ queueFull: true }, { queueFull: false }) },
  { name: 'engine hangs', inject: (instance, round) => control(instance, round, { stalled: true }) },
  {
    name: 'engine fails users',
    inject: forAWhile({ answersWith: 500, sparesProbes: true }, { answersWith: null, sparesProbes: false }),
  },
  {
    name: 'AWS throttles',
    inject: async (instance) => {
      await instance.answerAws([{ service: 'cloudwatch', status: 400, code: 'Throttling', message: 'Rate exceeded' }]);
      await setTimeout(lastsMilliseconds);
      await instance.answerAws([]);
    },
  },
];

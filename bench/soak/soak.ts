import { setTimeout } from 'node:timers/promises';
import { type Instance, untilReady } from '../agent/instance';
import { memoryOf } from '../agent/proc';
import { type Fault, faultsAtTheBeginning, faultsInTurn } from './faults';
import { drawnKind } from './requests';

/** A fault from its beginning until the instance has recovered, in milliseconds of one clock. */
interface FaultWindow {
  readonly name: string;
  readonly from: number;
  to: number;
}

interface Lost {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly problem: string;
}

export interface MemorySample {
  readonly minute: number;
  readonly agentMB: number;
  readonly guardMB: number;
}

export interface SoakOptions {
  readonly minutes: number;
  readonly clients: number;
  /** Called at the start, every `everyMinutes` and at the end. */
  readonly report: (sample: MemorySample, asked: number, lost: number) => void;
  readonly everyMinutes: number;
  /** Called when a fault begins. */
  readonly progress: (line: string) => void;
}

export interface SoakResult {
  readonly asked: number;
  /** Requests without their answer, by the fault that they overlap with. */
  readonly lost: ReadonlyMap<string, number>;
  /** Those that overlap with no fault. */
  readonly lostWithoutFault: readonly Lost[];
  readonly faults: ReadonlyMap<string, number>;
  /** Memory of the processes that run at the end, from their own start on. */
  readonly samples: readonly MemorySample[];
}

const pauseMilliseconds = 200;
const sampleMilliseconds = 5000;
const faultEveryMilliseconds = 60_000;
/** How long everything must be well before a fault is over. Assumed. */
const wellMilliseconds = 5000;

/** Loads an instance with clients and faults, and looks at what clients get and at the memory of agent and HAProxy. */
export async function soak(instance: Instance, options: SoakOptions): Promise<SoakResult> {
  await untilReady(instance);
  await setTimeout(wellMilliseconds);
  const begun = performance.now();
  const end = begun + options.minutes * 60_000;
  const windows: FaultWindow[] = [];
  const lost: Lost[] = [];
  let asked = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const { name: kind, send } = drawnKind(Math.random());
      const from = performance.now();
      asked += 1;
      const problem = await send(instance.servingUrl).then(
        (right) => (right ? undefined : 'another answer'),
        (thrown: Error) => thrown.cause?.toString() ?? thrown.message,
      );
      if (problem !== undefined) {
        lost.push({ kind, from, to: performance.now(), problem });
      }
      await setTimeout(pauseMilliseconds);
    }
  };
  let samples: MemorySample[] = [];
  const sample = (): MemorySample => ({
    minute: (performance.now() - begun) / 60_000,
    agentMB: memoryOf(instance.pid).residentMB,
    guardMB: memoryOf(instance.guardPid()).residentMB,
  });
  const watch = async (): Promise<void> => {
    let processes = '';
    for (let reported = 0; performance.now() < end; await setTimeout(sampleMilliseconds)) {
      try {
        const taken = sample();
        const now = `${instance.pid} ${instance.guardPid()}`;
        samples = now === processes ? [...samples, taken] : [taken];
        processes = now;
        if (taken.minute >= reported) {
          options.report(taken, asked, lost.length);
          reported += options.everyMinutes;
        }
      } catch {
        // a process is being started anew
      }
    }
    options.report(sample(), asked, lost.length);
  };
  const spoil = async (): Promise<void> => {
    const first = [...faultsAtTheBeginning];
    for (let round = 0; ; round += 1) {
      const due = begun + (round + 0.25) * faultEveryMilliseconds;
      if (due + faultEveryMilliseconds / 2 > end) {
        return;
      }
      await setTimeout(Math.max(0, due - performance.now()));
      const fault = first.shift() ?? (faultsInTurn[round % faultsInTurn.length] as Fault);
      options.progress(fault.name);
      const window = { name: fault.name, from: performance.now(), to: Number.POSITIVE_INFINITY };
      windows.push(window);
      await fault.inject(instance, round);
      await untilWell(instance, end);
      window.to = performance.now();
    }
  };
  await Promise.all([watch(), spoil(), ...Array.from({ length: options.clients }, client)]);
  const faultOf = ({ from, to }: Lost): string | undefined =>
    windows.find((window) => window.from <= to && from <= window.to)?.name;
  return {
    asked,
    lost: counted(lost.flatMap((each) => faultOf(each) ?? [])),
    lostWithoutFault: lost.filter((each) => faultOf(each) === undefined),
    faults: counted(windows.map(({ name }) => name)),
    samples,
  };
}

/** Waits until the instance is ready and every engine answers, for a while without a break. */
async function untilWell(instance: Instance, end: number): Promise<void> {
  const isWell = async (): Promise<boolean> => {
    const urls = [instance.readyUrl, `${instance.servingUrl}/v1/models`];
    const statuses = await Promise.all(
      [...urls, ...instance.engineUrls.map((url) => `${url}/health`)].map(
        async (url) => (await fetch(url).catch(() => undefined))?.status,
      ),
    );
    const states = await Promise.all(
      instance.engineUrls.map(async (url) => (await fetch(`${url}/_control`)).json() as Promise<{ stalled?: boolean }>),
    ).catch(() => [{ stalled: true }]);
    return statuses.every((status) => status === 200) && states.every(({ stalled }) => stalled !== true);
  };
  for (let well = 0; well < wellMilliseconds && performance.now() < end; await setTimeout(500)) {
    well = (await isWell()) ? well + 500 : 0;
  }
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

import type { Fleet } from '../../fleet/fleet';
import { servedWorkloads } from '../../plan/capacity/served-workload';
import { waitedForByModel } from '../../plan/capacity/waited-for';
import type { Plan } from '../../plan/plan';
import { drillTimes } from './drill-assumptions';
import type { DrillReport, ModelDrillReport, ModeReport } from './drill-report';
import type { DrillFault, Loss } from './fault';
import { type DrilledModel, ModelDrill } from './model-drill';
import type { ModelSetup } from './model-setup';
import type { RouteMode } from './router';
import { type DrillTraffic, setupOfPlan } from './setup-of-plan';
import { workloadReport } from './workload-report';

export interface DrillOrder extends Omit<DrillTraffic, 'seconds'> {
  readonly loss: Loss;
  /** How long nothing that is lost can be launched anew. */
  readonly forSeconds: number;
  readonly shortage: DrillFault['shortage'];
  /** Is told what is simulated, now and then. */
  readonly says: (where: string) => void;
}

/** When the loss happens, seconds: engines are as busy as they stay by then, and a health check has just passed, so that the next one comes late. */
const beforeSeconds = 301;

/** After the last instance could be back, seconds. */
const afterSeconds = 300;

/** Points of a chart, at most. */
const mostSteps = 240;

/** Replays the loss of a part of the fleet with DNS alone and with gateways, under the same requests. */
export function drill(
  fleet: Fleet,
  plan: Plan,
  { loss, forSeconds, shortage, says, ...traffic }: DrillOrder,
): DrillReport {
  const { served } = servedWorkloads(fleet);
  const waitedFor = waitedForByModel(served);
  const struck = waitedFor.filter(
    (sharing) => sharing.some(({ regions }) => regions.includes(loss.region)) && isStruck(loss, sharing[0]?.model.name),
  );
  const slowest = Math.max(
    0,
    ...plan.cells
      .filter(({ model }) => struck.some((sharing) => sharing[0]?.model.name === model))
      .map(({ coldStartAtMostSeconds }) => coldStartAtMostSeconds.value),
  );
  const fault: DrillFault = { loss, shortage, fromSeconds: beforeSeconds, untilSeconds: beforeSeconds + forSeconds };
  const seconds = Math.ceil(fault.untilSeconds + drillTimes.launchRetrySeconds.value + slowest + afterSeconds);
  const stepSeconds = Math.max(10, Math.ceil(seconds / mostSteps / 10) * 10);
  const models = struck.map((sharing): ModelDrillReport => {
    const setup = setupOfPlan(plan, sharing, { ...traffic, seconds });
    const run = (mode: RouteMode): ModeReport => {
      says(`${setup.model}: ${mode === 'dns' ? 'DNS alone' : 'with gateways'}`);
      return modeReport(new ModelDrill(setup, [fault], mode).run(seconds), fault, seconds, stepSeconds);
    };
    return { model: setup.model, cells: setup.cells.map(cellSize), dns: run('dns'), gateway: run('gateway') };
  });
  const shown = struck.flatMap((sharing) => sharing.map(({ workload }) => workload.name));
  return {
    fault,
    traffic: traffic.at,
    hasGateways: plan.gateways !== undefined,
    seed: traffic.seed,
    seconds,
    stepSeconds,
    models,
    leftOut: plan.workloads
      .filter(({ name }) => !shown.includes(name))
      .map(({ name, regions, shape }) => ({
        workload: name,
        why:
          shape === 'batch-inference'
            ? 'a batch waits for its instances'
            : regions.includes(loss.region)
              ? 'it uses none of the instances that are lost'
              : 'its jurisdiction loses nothing',
      })),
    assumptions: drillTimes,
  };
}

const isStruck = (loss: Loss, model: string | undefined): boolean => loss.kind !== 'instances' || loss.model === model;

const cellSize = ({ region, minInstances, requestsPerSecondEach, coldStartSeconds }: ModelSetup['cells'][number]) => ({
  region,
  instances: minInstances,
  requestsPerSecondEach,
  coldStartSeconds,
});

function modeReport(drilled: DrilledModel, fault: DrillFault, seconds: number, stepSeconds: number): ModeReport {
  const { setup, serving, paid, events } = drilled;
  const whole = wholeFrom(setup, serving, fault.fromSeconds, seconds);
  const addedUsd = setup.cells.reduce((sum, { minInstances, usdPerHour }, index) => {
    const used = (paid[index] as Uint16Array).reduce((total, count) => total + count, 0);
    return sum + ((used - minInstances * seconds) / 3600) * usdPerHour;
  }, 0);
  return {
    events: [...events].sort((a, b) => a.second - b.second),
    workloads: setup.workloads.map((_, index) =>
      workloadReport(drilled, index, fault.fromSeconds, seconds, stepSeconds),
    ),
    cells: setup.cells.map(({ region }, index) => ({
      region,
      serving: Array.from(
        { length: Math.ceil(seconds / stepSeconds) },
        (_, step) => (serving[index] as Uint16Array)[step * stepSeconds] as number,
      ),
    })),
    ...(whole < seconds && { wholeAtSecond: whole }),
    addedUsd,
  };
}

/** The first second from which no cell lacks an instance. */
function wholeFrom(setup: ModelSetup, serving: readonly Uint16Array[], from: number, seconds: number): number {
  for (let second = seconds - 1; second >= from; second -= 1) {
    if (setup.cells.some(({ minInstances }, index) => (serving[index]?.[second] ?? 0) < minInstances)) {
      return second + 1;
    }
  }
  return from;
}

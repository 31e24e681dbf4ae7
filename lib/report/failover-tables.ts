import type { Plan } from '../plan/plan';
import { figureText, secondsText, shareText } from './figure-text';
import { table } from './table';

const survivorTable = ({ workloads }: Plan): string =>
  table(
    'When a region is lost',
    [
      'workload',
      'mode',
      'lost',
      'carried at once',
      'once grown',
      'promised',
      'until then shed',
      'clients served after',
    ],
    workloads.flatMap(({ name, failover }) =>
      failover.survivors.map(({ lostRegion, shareOfPeak, shareOfPeakGrown, shedRatio, recoverySeconds }) => [
        name,
        failover.mode,
        lostRegion,
        shareText(shareOfPeak),
        shareText(shareOfPeakGrown),
        shareText(failover.promisedShare),
        shareText(shedRatio),
        figureText(recoverySeconds, 0),
      ]),
    ),
  );

const spikeTable = ({ cells }: Plan): string =>
  table(
    'When demand jumps from what the minimum carries to what the maximum does',
    ['model', 'region', 'refused meanwhile', 'for', 'requests', 'a scheduled minimum leads by'],
    cells
      .filter(({ minInstances }) => minInstances.value > 0)
      .map(({ model, region, spike }) => [
        model,
        region,
        shareText(spike.shedRatio),
        figureText(spike.loadingSeconds, 0),
        figureText({ ...spike.shedRequests, unit: '' }, 0),
        figureText(spike.leadSeconds, 0),
      ]),
  );

const timerTable = ({ cells }: Plan): string =>
  table(
    'Timers, seconds',
    [
      'model',
      'region',
      'launch given up',
      'idle connection',
      'deregistration',
      'engine shutdown',
      'scale-in',
      'spot has',
    ],
    cells.map(({ model, region, timers }) => [
      model,
      region,
      ...[
        timers.launchHookSeconds,
        timers.idleTimeoutSeconds,
        timers.deregistrationDelaySeconds,
        timers.engineShutdownSeconds,
        timers.scaleInSeconds,
        timers.spotDrainSeconds,
      ].map(secondsText),
    ]),
  );

export const failoverTables: readonly ((plan: Plan) => string)[] = [survivorTable, spikeTable, timerTable];

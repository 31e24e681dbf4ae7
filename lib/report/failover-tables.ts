import type { Plan } from '../plan/plan';
import { figureText, shareText } from './figure-text';
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
      failover.survivors.map(({ lostRegion, shareOfPeak, shareOfPeakGrown, shedRatio }) => [
        name,
        failover.mode,
        lostRegion,
        shareText(shareOfPeak),
        shareText(shareOfPeakGrown),
        shareText(failover.promisedShare),
        shareText(shedRatio),
        figureText(failover.recoverySeconds, 0),
      ]),
    ),
  );

export const failoverTables: readonly ((plan: Plan) => string)[] = [survivorTable];

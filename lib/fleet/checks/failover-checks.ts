import { error, type Finding, type Path } from '../../contract/findings';
import { failoverTraits } from '../failover-traits';
import { isNone } from '../schema';
import { shapeTraits } from '../shape-traits';
import { check } from './check';

const source = 'failover of the workloads: docs/fleet-file.md';

const failoverFitsShape = check(['workloads'], ({ workloads }) =>
  workloads.flatMap((workload, index): Finding[] => {
    const { failover } = workload;
    if (isNone(failover)) {
      return [];
    }
    const at = (field: string): Path => ['workloads', index, 'failover', field];
    const { mode, standbyShareRatio, survivorsShareRatio, whenShort } = failover;
    const standbyOfBatch =
      !shapeTraits[workload.shape].hasHostName && failoverTraits[mode].servedFrom !== 'every region'
        ? [
            error(at('mode'), {
              problem: 'moves client traffic, and a batch has none',
              got: mode,
              expected: 'active-active, or { none: <reason>, owner: <e-mail> }',
              fix: 'use active-active, in which every region takes jobs',
              source,
            }),
          ]
        : [];
    const unusedShare =
      standbyShareRatio !== undefined && !failoverTraits[mode].statesStandbyShare
        ? [
            error(at('standbyShareRatio'), {
              problem: `is for warm-standby only, this is ${mode}`,
              got: standbyShareRatio,
              expected: 'no standbyShareRatio',
              fix: 'remove it, or change the mode',
              source,
            }),
          ]
        : [];
    const largerShare =
      standbyShareRatio !== undefined &&
      failoverTraits[mode].statesStandbyShare &&
      standbyShareRatio > survivorsShareRatio
        ? [
            error(at('standbyShareRatio'), {
              problem: 'is more than survivorsShareRatio promises',
              got: standbyShareRatio,
              expected: `at most survivorsShareRatio, ${survivorsShareRatio}`,
              fix: 'raise survivorsShareRatio, or lower this',
              source,
            }),
          ]
        : [];
    const degrade =
      whenShort === 'degrade'
        ? [
            error(at('whenShort'), {
              problem: 'is not supported in failover',
              got: whenShort,
              expected: 'shed',
              fix: 'leave it out; with gateways, state workloads[].whenShort: [{ degrade: WORKLOAD }] (docs/gateway.md)',
              source,
            }),
          ]
        : [];
    return [...standbyOfBatch, ...unusedShare, ...largerShare, ...degrade];
  }),
);

export const failoverChecks = [failoverFitsShape];

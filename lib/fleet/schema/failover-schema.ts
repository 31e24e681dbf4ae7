import { z } from 'zod';
import { failoverModes } from '../../contract/failover-modes';
import { none } from './identity-schema';

/** What happens to the part of the peak that the remaining regions cannot serve. */
export const shortages = ['shed', 'degrade'] as const;

const ratio = z.number().gt(0).lte(1);
const positive = z.number().gt(0).lte(1e6);

export const failoverSchema = z
  .union([
    z.strictObject({
      mode: z.enum(failoverModes).meta({
        description:
          'active-active: every region serves the users nearest to it. warm-standby: the first region of the jurisdiction serves, the others run a share of the peak. pilot-light: the first region serves, the others run nothing until they are needed.',
        examples: ['active-active'],
      }),
      recoverySeconds: positive.meta({
        description:
          'Recovery time objective: from the loss of a region until its clients are served elsewhere at the promised share. A batch must state it too, but only its deadline counts.',
        unit: 'seconds',
        examples: [180],
      }),
      survivorsShareRatio: ratio.default(1).meta({
        description: 'Share of peak that the remaining regions must carry after any one is lost; the rest is shed.',
        unit: 'ratio 0–1',
        examples: [1],
      }),
      standbyShareRatio: ratio.optional().meta({
        description:
          'Only for warm-standby: share of peak that the standby regions run at all times; they grow to survivorsShareRatio once needed. Default: 0.25, assumed, or survivorsShareRatio where that is less.',
        unit: 'ratio 0–1',
        examples: [0.5],
      }),
      whenShort: z.enum(shortages).default('shed').meta({
        description:
          'What happens to requests beyond what the remaining regions can serve: shed refuses them at once with 503; degrade is not supported here: with gateways, `workloads[].whenShort` names the workload whose smaller model answers.',
      }),
    }),
    none,
  ])
  .meta({
    description:
      'What happens when a region is lost, decided before launch: a mode, or `{ none: <reason>, owner: <e-mail> }` for deliberately no failover.',
  });

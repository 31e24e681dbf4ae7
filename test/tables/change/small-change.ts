import { derived } from '../../../lib/figures/figure';
import type { PlanChange } from '../../../lib/plan/plan-change';

export const instances = (count: number) => derived(count, 'instances', 'by hand');
const usd = (value: number) => derived(value, 'USD/month', 'by hand');

/** A fleet that gains a second region. */
export const change: PlanChange = {
  cells: [
    {
      region: 'us-east-1',
      model: 'llama-70b',
      minInstances: { before: instances(3), after: instances(2) },
      maxInstances: { before: instances(4), after: instances(3) },
    },
    {
      region: 'us-east-2',
      model: 'llama-70b',
      minInstances: { before: undefined, after: instances(2) },
      maxInstances: { before: undefined, after: instances(3) },
    },
  ],
  costs: [
    { what: 'GPU instances', before: usd(120_538.4), after: usd(160_717.6) },
    { what: 'a new cost', before: undefined, after: usd(12) },
  ],
  failovers: [
    {
      workload: 'chat',
      shareOfPeak: { before: derived(1.25, 'ratio', 'by hand'), after: derived(1.66, 'ratio', 'by hand') },
      recoverySeconds: { before: undefined, after: derived(150, 's', 'by hand') },
    },
  ],
  idleWork: [
    {
      workload: 'nightly',
      doneAfterSeconds: { before: undefined, after: derived(36_000, 's', 'by hand') },
      savedUsdPerMonth: { before: undefined, after: usd(1234.5) },
    },
  ],
  quotas: [],
};

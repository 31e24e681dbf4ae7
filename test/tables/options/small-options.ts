import { derived, published } from '../../../lib/figures/figure';
import type { ServingOption, WorkloadOptions } from '../../../lib/plan/capacity/options';

const option = (instanceType: string, gpu: string, allowed: boolean, perOutputToken: number): ServingOption => ({
  instanceType,
  gpu,
  layout: { tensorParallel: 4 },
  allowed,
  concurrency: 64,
  timeToFirstTokenSeconds: derived(0.287, 's', 'by hand'),
  timePerOutputTokenSeconds: derived(perOutputToken, 's', 'by hand'),
  usdPerHour: published(55.04, 'USD/h', { source: 'by hand', date: '2026-03-24' }),
  usdPerMillionOutputTokens: derived(3.61, 'USD/10⁶ tokens', 'by hand', { low: 3.02, high: 4.21 }),
});

const [fast, cheap] = [option('p5.48xlarge', 'H100', true, 0.029), option('g6e.2xlarge', 'L40S', false, 0.04)];

/** Two options on the front, and a type that the second of them beats. */
export const options: WorkloadOptions = {
  workload: 'chat',
  region: 'us-east-1',
  front: [fast, cheap],
  dominated: [{ option: option('g6.48xlarge', 'L4', false, 0.1), by: cheap }],
  failing: [
    { instanceType: 'g4dn.xlarge', gpu: '1 × T4', reason: 'too little memory: 60 GiB are missing (tensor parallel 1)' },
    {
      instanceType: 'g4dn.2xlarge',
      gpu: '1 × T4',
      reason: 'too little memory: 60 GiB are missing (tensor parallel 1)',
    },
  ],
};

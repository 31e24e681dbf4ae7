import type { ServingOption, WorkloadOptions } from '../plan/capacity/options';
import { figureText, legend } from './figure-text';
import { table } from './table';

/** Cost against speed: what a faster answer costs, and which types are never worth it. */
export function optionsText(options: readonly WorkloadOptions[]): string {
  return `${options.map(workloadText).join('\n')}${legend}; every replica busy, a batch on spot, all else on demand: small demand does not fill a large instance\n`;
}

const label = ({ instanceType, gpu, allowed }: ServingOption): string =>
  `${instanceType} (${gpu})${allowed ? '' : ', not allowed'}`;

function workloadText({ workload, region, front, dominated }: WorkloadOptions): string {
  const best = table(
    `${workload}: options that no other beats, prices of ${region}`,
    ['type', 'in flight', 'TTFT, s', 'TPOT, s', 'an instance, USD/h', 'USD for 10⁶ output tokens'],
    front.map((option) => [label(option), String(option.concurrency), ...columns(option)]),
  );
  const others = table(
    `${workload}: types that another beats in both`,
    ['type', 'in flight', 'TTFT, s', 'TPOT, s', 'an instance, USD/h', 'USD for 10⁶ output tokens', 'beaten by'],
    dominated.map(({ option, by }) => [
      label(option),
      String(option.concurrency),
      ...columns(option),
      `${by.instanceType} with ${by.concurrency}`,
    ]),
  );
  return dominated.length === 0 ? `${best}\n` : `${best}\n${others}\n`;
}

const columns = (option: ServingOption): string[] => [
  figureText({ ...option.timeToFirstTokenSeconds, unit: '' }, 3),
  figureText({ ...option.timePerOutputTokenSeconds, unit: '' }, 4),
  figureText({ ...option.usdPerHour, unit: '' }),
  figureText({ ...option.usdPerMillionOutputTokens, unit: '' }),
];

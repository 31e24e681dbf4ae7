import pc from 'picocolors';
import type { MeasurementPlan } from '../measure/measurement-plan';
import { neededDeployments, neededPermissions } from '../measure/needed';
import { durationSpan, durationWords } from './duration-words';
import { rangeWriter, showAbout } from './number-words';
import { wrappedLines } from './wrapped-lines';

/** What a measurement does, how long it takes and what it costs, before anything is launched. */
export function measurementText(plan: MeasurementPlan, command: string): string {
  const { requests, steps, replicas } = plan;
  const always = steps.filter(({ onlyIfFaster }) => !onlyIfFaster).map(({ concurrency }) => concurrency);
  const above = steps.filter(({ onlyIfFaster }) => onlyIfFaster).map(({ concurrency }) => concurrency);
  const [planned, ...below] = always;
  const upwards = above.length === 0 ? '' : `, then ${above.join(' and ')} while TPOT and throughput allow`;
  const downwards = below.length === 0 ? '' : `, then ${below.join(', ')}`;
  const shared =
    requests.sharedInputTokens === 0 ? '' : `, the first ${requests.sharedInputTokens} the same in every prompt`;
  const lines = [
    `1. launch one ${plan.instanceType} (${plan.gpus}) in ${plan.region}, on demand, from the launch template of the cell; it joins no group and no target group`,
    `2. boot as every instance of the cell: image, weights, engines; ${durationOf(plan.coldStartSeconds)}`,
    `3. load ${replicas === 1 ? 'its replica' : `its ${replicas} replicas together`} with vllm bench serve: ${requests.inputTokens} tokens in${shared}, ${requests.outputTokens} out; with ${planned} requests in flight on each replica${upwards}${downwards}`,
    '4. write what each step measured to the artifact bucket of the region, and from there to the measured file beside the fleet file',
    '5. terminate the instance',
  ];
  const cost = `${pc.bold('Takes')} ${durationOf(plan.expectedSeconds)} and ${usdOf(plan.expectedUsd)}, at ${showAbout(plan.usdPerHour.value)} USD an hour.`;
  const stop = `${pc.bold('Hard stop')} after ${durationWords(plan.hardStopSeconds.value)}, ${showAbout(plan.hardStopUsd.value)} USD: the instance shuts itself down then, which terminates it, even if this machine is off.`;
  return [
    `Measure ${plan.model} on ${plan.instanceType} for ${plan.workload}:\n`,
    ...lines.map((line) => wrappedLines(line, '  ', '     ')),
    '\n',
    wrappedLines(cost, '', ''),
    wrappedLines(stop, '', ''),
    '\nDeployed and pushed before:\n',
    ...neededDeployments(plan).map((line) => `  ${line}\n`),
    '\nThese credentials must allow:\n',
    ...neededPermissions(plan).map(({ action, on }) => wrappedLines(`${action} on ${on}`, '  ', '    ')),
    `\nNothing was launched. To measure:\n  ${command}\n`,
  ].join('');
}

interface Ranged {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

const durationOf = ({ value, low = value, high = value }: Ranged): string =>
  low === high ? durationWords(value) : `${durationWords(value)} (${durationSpan(low, high)})`;

function usdOf({ value, low = value, high = value }: Ranged): string {
  const write = rangeWriter(low, value, high);
  return low === high ? `${write(value)} USD` : `${write(value)} USD (${write(low)}–${write(high)})`;
}

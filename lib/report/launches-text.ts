import pc from 'picocolors';
import { abandoned } from '../contract/classify-launch-failure';
import { type Evidence, evidences } from '../contract/evidence';

type ShownEvidence = Evidence & { readonly region: string; readonly address: string };

/** A launch as Auto Scaling tells it. */
interface ShownRefusal {
  readonly at: string;
  readonly region: string;
  readonly model: string;
  readonly group: string;
  readonly reason: string;
  readonly instanceId?: string;
  readonly message: string;
}

interface ShownLaunches {
  readonly launches: readonly ShownEvidence[];
  readonly refused: readonly ShownRefusal[];
}

const words: Readonly<Record<Evidence['kind'], string>> = {
  'launch-failed': 'launch failed',
  'repair-requested': 'asked for a repair',
};

/** What instances left behind and what AWS refused, as lines for people, newest first. */
export function launchesText({ launches, refused }: ShownLaunches, withLogs: boolean): string {
  if (launches.length + refused.length === 0) {
    return `no launch failed and no instance asked for a repair within the last ${evidences.expireAfterDays} days, as far as AWS and the instances say\n`;
  }
  const lines = [
    ...launches.map((one) => ({ at: one.at, text: `${headText(one)}${withLogs ? logText(one) : ''}` })),
    ...refused.map((one) => ({ at: one.at, text: refusalText(one) })),
  ];
  return [
    ...lines.sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ text }) => text),
    'What to do about each reason: runbooks/launches-failing.md\n',
  ].join('');
}

const headText = ({
  at,
  region,
  model,
  instanceId,
  instanceType,
  kind,
  reason,
  stage,
  problem,
  address,
}: ShownEvidence) =>
  `${pc.bold(at)} ${region} ${model} ${instanceId} (${instanceType}): ${words[kind]}, ${reason}${
    stage === undefined ? '' : ` in the stage ${stage}`
  }: ${problem}\n  ${pc.dim(address)}\n`;

/** An abandoned launch without evidence, and every launch for which AWS gave no instance. */
const refusalText = ({ at, region, model, group, reason, instanceId, message }: ShownRefusal): string =>
  `${pc.bold(at)} ${region} ${model} ${
    reason === abandoned
      ? `${instanceId ?? 'an instance'} (${group}): was given up and left nothing behind`
      : `(${group}): AWS refused the launch, ${reason}`
  }: ${message}\n`;

const logText = ({ agent, engines }: Evidence): string =>
  [
    ...agent.map((line) => `  agent ${line}`),
    ...engines.flatMap(({ port, lines }) => lines.map((line) => `  engine on port ${port} ${line}`)),
    '',
  ].join('\n');

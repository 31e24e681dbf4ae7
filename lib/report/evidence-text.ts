import pc from 'picocolors';
import { type Evidence, evidences } from '../contract/evidence';

type ShownEvidence = Evidence & { readonly region: string; readonly address: string };

const words: Readonly<Record<Evidence['kind'], string>> = {
  'launch-failed': 'launch failed',
  'repair-requested': 'asked for a repair',
};

/** What instances left behind, as lines for people. */
export function evidenceText(found: readonly ShownEvidence[], withLogs: boolean): string {
  return found.length === 0
    ? `no launch failed and no instance asked for a repair within the last ${evidences.expireAfterDays} days, as far as instances could say\n`
    : found.map((one) => `${headText(one)}${withLogs ? logText(one) : ''}`).join('');
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

const logText = ({ agent, engines }: Evidence): string =>
  [
    ...agent.map((line) => `  agent ${line}`),
    ...engines.flatMap(({ port, lines }) => lines.map((line) => `  engine on port ${port} ${line}`)),
    '',
  ].join('\n');

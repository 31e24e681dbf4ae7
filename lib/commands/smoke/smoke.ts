import { Command } from 'commander';
import { error } from '../../contract/findings';
import type { Check } from '../../doctor/check';
import { answerCheck, refusalCheck, streamCheck } from '../../doctor/smoke-checks';
import { type SmokeTarget, smokeTargets } from '../../doctor/smoke-targets';
import { probeRequest } from '../../engine/probe';
import { checksText } from '../../report/doctor-text';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readSmallFile } from '../read-small-file';
import { sendStreamed, sendWhole } from './send';

interface SmokeOptions extends FleetOptions {
  readonly tokenFile?: string;
  readonly url?: string;
}

export const smokeCommand = (): Command =>
  new Command('smoke')
    .description(
      'ask every workload of the deployed fleet for one answer as a client does, whole and streamed, and once without a token',
    )
    .addOption(fleetOption())
    .option('--token-file <path>', 'file with an access token; needed where the fleet checks tokens')
    .option('--url <url>', 'ask here instead of the names of the fleet, for example at npm run deploy:local')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example('npx polyregion smoke --token-file token.txt', 'npx polyregion smoke --url http://127.0.0.1:8080'),
    )
    .action(smoke);

async function smoke(options: SmokeOptions): Promise<void> {
  const { plan, findings } = readPlan(options.fleet);
  if (plan === undefined) {
    failWith(options, findings);
    return;
  }
  const checksTokens = plan.fleet.access.jwtIssuer !== undefined && options.url === undefined;
  const token = options.tokenFile === undefined ? undefined : readSmallFile(options.tokenFile, 'a file with a token');
  if (typeof token === 'object' || (token === undefined && checksTokens)) {
    failWith(options, [typeof token === 'object' ? token : tokenMissing]);
    return;
  }
  const checks: Check[] = [];
  for (const target of smokeTargets(plan)) {
    const asked = { ...target, url: options.url ?? target.url };
    checks.push(...(await checkTarget(asked, token?.trim(), checksTokens)));
  }
  const isFine = checks.length > 0 && checks.every(({ state }) => state === 'fine');
  process.stdout.write(
    options.json
      ? jsonText({ fine: isFine, checks })
      : checksText(checks, isFine, { yes: 'The fleet answers.', no: 'The fleet does not answer as it should.' }),
  );
  process.exitCode = isFine ? 0 : 1;
}

async function checkTarget(
  { workload, jurisdiction, url, route, model }: SmokeTarget,
  token: string | undefined,
  checksTokens: boolean,
): Promise<Check[]> {
  const where = `${workload} ${jurisdiction}`;
  const { path, body } = probeRequest(route, model);
  const sent = { url: `${url.replace(/\/$/, '')}${path}`, body, token };
  const streams = route === 'chat' || route === 'completions';
  const streamed = JSON.stringify({ ...JSON.parse(body), max_tokens: streamedTokens, stream: true });
  return [
    answerCheck(where, route, await sendWhole(sent)),
    ...(streams ? [streamCheck(where, await sendStreamed({ ...sent, body: streamed }))] : []),
    ...(checksTokens ? [refusalCheck(where, await sendWhole({ ...sent, token: undefined }))] : []),
  ];
}

/** Enough to come in pieces. */
const streamedTokens = 16;

const tokenMissing = error(['--token-file'], {
  problem: 'is missing',
  got: undefined,
  expected: 'a file with an access token, because the fleet checks tokens',
  fix: 'write a token of your issuer into a file that only you can read',
  source: 'docs/tokens.md',
});

import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { error, type Finding, hasErrors } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import { findingsText } from '../../report/findings-text';
import { claimFindings } from '../../tokens/claim-findings';
import { type ParsedToken, parseToken } from '../../tokens/parse-token';
import { signatureFindings } from '../../tokens/verify-signature';
import { failWith } from '../fail-with';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { readPlan } from '../read-plan';
import { readSmallFile } from '../read-small-file';

interface CheckOptions extends FleetOptions {
  readonly file?: string;
  readonly keys?: string;
}

export const checkTokenCommand = (): Command =>
  new Command('check')
    .description('say whether the load balancers of a fleet would accept an access token, without a network')
    .addOption(fleetOption())
    .option('--file <path>', 'file with the token; standard input unless given')
    .option('--keys <path>', 'key set of the issuer, as downloaded from jwksUrl; verifies the signature')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `${example(
        'npx polyregion token check < token.txt',
        'npx polyregion token check --file token.txt --keys jwks.json --fleet eu.yaml',
      )}\nThe token is no argument, because shells keep arguments in their history.\n`,
    )
    .action(async (options: CheckOptions) => {
      const { fleet, findings } = readPlan(options.fleet);
      if (fleet === undefined) {
        failWith(options, findings);
        return;
      }
      const written = await readToken(options.file);
      const token = typeof written === 'string' ? parseToken(written) : written;
      if ('message' in token) {
        failWith(options, [token]);
        return;
      }
      const judged = judge(token as ParsedToken, fleet.access, options.keys);
      process.stdout.write(options.json ? jsonText(judged) : answerText(judged));
      process.exitCode = hasErrors(judged.findings) ? 1 : 0;
    });

async function readToken(path: string | undefined): Promise<string | Finding> {
  if (path !== undefined) {
    return readSmallFile(path, 'a file with an access token');
  }
  if (process.stdin.isTTY) {
    process.stderr.write('Paste the token, then press Enter and Ctrl-D.\n');
  }
  return await text(process.stdin);
}

interface Judged {
  readonly accepted: boolean;
  /** What the claim that tells tenants apart holds; undefined where the token does not hold it. */
  readonly tenant: unknown;
  readonly tenantClaim: string | undefined;
  readonly signatureChecked: boolean;
  readonly findings: readonly Finding[];
}

function judge(token: ParsedToken, access: Fleet['access'], keysPath: string | undefined): Judged {
  const { jwtIssuer, requiredClaims, tenantClaim } = access;
  const findings = [
    ...(jwtIssuer === undefined
      ? [noIssuer]
      : claimFindings(token, { issuer: jwtIssuer, requiredClaims }, Date.now() / 1000)),
    ...(keysPath === undefined ? [] : keyFindings(token, keysPath)),
  ];
  return {
    accepted: !hasErrors(findings),
    tenant: tenantClaim === undefined ? undefined : token.claims[tenantClaim],
    tenantClaim,
    signatureChecked: keysPath !== undefined,
    findings,
  };
}

function keyFindings(token: ParsedToken, path: string): Finding[] {
  const keys = readSmallFile(path, 'a key set');
  return typeof keys === 'string' ? signatureFindings(token, keys) : [keys];
}

const noIssuer: Finding = error(['access', 'jwtIssuer'], {
  problem: 'is left out, so no token is checked',
  got: undefined,
  expected: 'an issuer',
  fix: 'add jwtIssuer where tokens should be checked',
  source: 'docs/tokens.md',
});

const answerText = ({ accepted, tenant, tenantClaim, signatureChecked, findings }: Judged): string =>
  `${findingsText(findings)}${accepted ? 'accepted' : 'refused with 401'}${
    signatureChecked ? '' : ', its signature not checked (--keys)'
  }\n${tenant === undefined ? `no tenant: the token has no ${tenantClaim}, so its requests share no cached prompts` : `tenant: ${JSON.stringify(tenant)} (${tenantClaim})`}\n`;

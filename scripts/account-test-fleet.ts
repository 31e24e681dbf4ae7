import { App, Tags } from 'aws-cdk-lib';
import { stackNames } from '../lib/contract/names';
import { tagKeys } from '../lib/contract/tags';
import { hoursPerMonth } from '../lib/figures/hours';
import type { Overhead } from '../lib/overhead/fleet-overhead';
import type { Plan } from '../lib/plan/plan';
import { AccountStack } from '../lib/stacks/account-stack';
import { appContext } from '../lib/stacks/app-context';
import { ArtifactsStack } from '../lib/stacks/artifacts-stack';
import { NetworkStack } from '../lib/stacks/network-stack';
import { OperationsStack } from '../lib/stacks/operations-stack';

/** What a run against a real account must be told; each is a flag. */
export interface AccountTestFlags {
  readonly account?: string;
  readonly hostedZone?: string;
  readonly domain?: string;
  readonly spendAtMostUsd?: number;
  readonly yes?: boolean;
}

/** Name of the fleet that is deployed, and the beginning of everything that is checked to be gone. */
export const testFleetName = 'polyregion-trial';

/** After this long it is destroyed, whatever it has come to. */
export const hoursAtMost = 2;

const flagNames: Readonly<Record<keyof AccountTestFlags, string>> = {
  account: '--account ID',
  hostedZone: '--hosted-zone ID',
  domain: '--domain NAME',
  spendAtMostUsd: '--spend-at-most-usd N',
  yes: '--yes',
};

/** Flags that are not there, in the order in which they are documented. */
export const missingFlags = (flags: AccountTestFlags): string[] =>
  Object.entries(flagNames)
    .filter(([name]) => flags[name as keyof AccountTestFlags] === undefined)
    .map(([, flag]) => flag);

/** The smallest example, made that account's. @throws Error when a line of it has moved */
export function testFleetText(example: string, { account, hostedZone, domain }: Required<AccountTestFlags>): string {
  const lines = { name: testFleetName, account: `'${account}'`, domain, hostedZoneId: hostedZone };
  return Object.entries(lines).reduce((text, [key, value]) => {
    const line = new RegExp(`^${key}: .*$`, 'm');
    if (!line.test(text)) {
      throw new Error(`fleets/small-team.yaml: no line ${key}, expected one to replace`);
    }
    return text.replace(line, () => `${key}: ${value}`);
  }, example);
}

/**
 * The most that the run can cost, in USD. No instance is launched, and the whole overhead of the region and the account is
 * taken at the upper end of its range, as long as the run may last and an hour more for taking it down.
 */
export function mostUsd({ overheads, accountOverhead }: Pick<Overhead, 'overheads' | 'accountOverhead'>): number {
  const instancesUsd = 0; // the serving stack is left out
  const perMonth = [...overheads, accountOverhead].reduce(
    (sum, { usdPerMonth: { value, high = value } }) => sum + high,
    0,
  );
  return instancesUsd + (perMonth / hoursPerMonth) * (hoursAtMost + 1);
}

/** Everything of a fleet but what serves and the names that lead there. */
export function appWithoutServing(plan: Plan, outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false, context: appContext });
  const { name, account, homeRegion, owner } = plan.fleet;
  new AccountStack(app, stackNames.account(name), { env: { account, region: homeRegion }, plan });
  for (const region of plan.regions) {
    const props = { env: { account, region: region.region }, plan, region };
    new NetworkStack(app, stackNames.network(name, region.region), props);
    new ArtifactsStack(app, stackNames.artifacts(name, region.region), props);
    new OperationsStack(app, stackNames.operations(name, region.region), props);
  }
  Tags.of(app).add(tagKeys.fleet, name);
  Tags.of(app).add(tagKeys.phase, 'shared');
  Tags.of(app).add(tagKeys.owner, owner);
  return app;
}

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

/** Flags that a run against a real account requires. */
export interface AccountTestFlags {
  readonly account?: string;
  readonly hostedZone?: string;
  readonly domain?: string;
  readonly spendAtMostUsd?: number;
  readonly yes?: boolean;
}

/** Name of the deployed fleet. The names of its stacks begin with it, and the test checks that no such stack remains. */
export const testFleetName = 'polyregion-trial';

/** After this time the test destroys the fleet, however far it has come. */
export const hoursAtMost = 2;

const flagNames: Readonly<Record<keyof AccountTestFlags, string>> = {
  account: '--account ID',
  hostedZone: '--hosted-zone ID',
  domain: '--domain NAME',
  spendAtMostUsd: '--spend-at-most-usd N',
  yes: '--yes',
};

/** Missing flags, in the documented order. */
export const missingFlags = (flags: AccountTestFlags): string[] =>
  Object.entries(flagNames)
    .filter(([name]) => flags[name as keyof AccountTestFlags] === undefined)
    .map(([, flag]) => flag);

/** The smallest example, changed to this account and zone. @throws Error when a line to be changed is not found */
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
 * The most that the run can cost, in USD. The run launches no instance. The overhead of the region and the account is
 * taken at the upper end of its range, for the longest run plus one hour to destroy it.
 */
export function mostUsd({ overheads, accountOverhead }: Pick<Overhead, 'overheads' | 'accountOverhead'>): number {
  const instancesUsd = 0; // the serving stack is left out
  const perMonth = [...overheads, accountOverhead].reduce(
    (sum, { usdPerMonth: { value, high = value } }) => sum + high,
    0,
  );
  return instancesUsd + (perMonth / hoursPerMonth) * (hoursAtMost + 1);
}

/** Synthesizes a fleet without its serving and traffic stacks. */
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

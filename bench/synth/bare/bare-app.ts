import { App, type AppProps } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { regionCodes } from '../../../lib/catalogue/regions';
import { BareAccountStack } from './bare-account-stack';
import { BareArtifactsStack } from './bare-artifacts-stack';
import { BareNetworkStack } from './bare-network-stack';
import { BareOperationsStack } from './bare-operations-stack';
import { BareServingStack } from './bare-serving-stack';
import { BareTrafficStack } from './bare-traffic-stack';

export interface BareAppProps extends Pick<AppProps, 'outdir'> {
  readonly regions: number;
  /** Number of alarms over all regions together. It brings the number of resources to that of the fleet's app. */
  readonly alarms: number;
}

const account = '111122223333';
const homeRegion = 'us-east-1';

/** The stacks of a fleet, written directly in L2 constructs: no fleet file, no plan, no alerts as data. */
export function bareApp({ outdir, regions, alarms }: BareAppProps): App {
  const app = new App({ outdir, analyticsReporting: false, context: recommendedFlags });
  const codes = regionCodes.slice(0, regions);
  const home = { account, region: homeRegion };
  new BareAccountStack(app, 'bare-account', { env: home });
  const serving = codes.map((region, index) => {
    const env = { account, region };
    const { vpc } = new BareNetworkStack(app, `bare-network-${region}`, { env, region });
    new BareOperationsStack(app, `bare-operations-${region}`, {
      env,
      alarms: Math.floor(alarms / regions) + (index < alarms % regions ? 1 : 0),
    });
    new BareArtifactsStack(app, `bare-artifacts-${region}`, { env });
    return new BareServingStack(app, `bare-serving-${region}`, { env, vpc });
  });
  const traffic = new BareTrafficStack(app, 'bare-traffic', { env: home, regions: codes });
  for (const stack of serving) {
    traffic.addStackDependency(stack);
  }
  return app;
}

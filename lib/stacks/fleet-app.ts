import { App, type AppProps } from 'aws-cdk-lib';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { appContext } from './app-context';
import { fleetStacks } from './fleet-stacks';

/** A CDK app with every stack of a planned fleet, as far as there are stacks for it. The same plan gives the same templates, byte for byte. */
export function fleetApp(plan: Plan, props: Pick<AppProps, 'outdir'> = {}): App {
  const app = new App({ ...props, analyticsReporting: false, context: appContext });
  fleetStacks(app, deployedPart(plan));
  return app;
}

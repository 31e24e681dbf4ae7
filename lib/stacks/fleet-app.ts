import { App, type AppProps } from 'aws-cdk-lib';
import type { RolloutMode } from '../contract/rollout';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { appContext } from './app-context';
import { fleetStacks } from './fleet-stacks';

export interface FleetAppProps extends Pick<AppProps, 'outdir'> {
  /** Whether alarms that begin to ring stop the deployment of the templates. @default 'watched' */
  readonly rollout?: RolloutMode;
}

/** A CDK app with every stack of a planned fleet, as far as there are stacks for it. The same plan gives the same templates, byte for byte. */
export function fleetApp(plan: Plan, { rollout = 'watched', ...props }: FleetAppProps = {}): App {
  const app = new App({ ...props, analyticsReporting: false, context: appContext });
  fleetStacks(app, deployedPart(plan), rollout);
  return app;
}

import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/** An empty stack of us-east-1, in an app with the flags that a fleet's has. */
export const exampleStack = (): Stack =>
  new Stack(new App({ context: recommendedFlags, analyticsReporting: false }), 'Test', {
    env: { account: '111122223333', region: 'us-east-1' },
  });

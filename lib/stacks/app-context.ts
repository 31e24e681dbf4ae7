import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/**
 * Context of a fleet's app: what a new CDK app gets. References between stacks are weak among it (Fn::GetStackOutput), which
 * docs/decisions/0031-no-export-holds-a-stack.md explains.
 */
export const appContext: Readonly<Record<string, unknown>> = recommendedFlags;

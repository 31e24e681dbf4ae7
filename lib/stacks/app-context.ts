import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';

/** Context of a fleet's app: what a new CDK app gets, and the one choice where that would not deploy everywhere yet. */
export const appContext = {
  ...recommendedFlags,
  // Weak references use Fn::GetStackOutput; see docs/decisions/0004-strong-references-inside-a-region.md.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

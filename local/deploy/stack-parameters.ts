import type { StrippedStack } from '../strip/strip-assembly';
import type { Parameter } from '../strip/template';

/** Dummy values in the form of those that `npx polyregion pin` and `artifacts push` write for a real account. */
const emulatedPin = ({ Type }: Parameter): string =>
  Type === 'AWS::EC2::Image::Id' ? `ami-${'0'.repeat(16)}1` : `sha256:${'0'.repeat(63)}1`;

/** Arguments of `cdk deploy` for unresolved entries of the lock file. Without them, CloudFormation refuses the stack. */
export const stackParameters = (stacks: readonly StrippedStack[]): string[] =>
  stacks.flatMap(({ name, template: { Parameters = {} } }) =>
    Object.entries(Parameters)
      .filter(([, { Default }]) => Default === undefined)
      .flatMap(([parameter, declared]) => ['--parameters', `${name}:${parameter}=${emulatedPin(declared)}`]),
  );

import type { StrippedStack } from '../strip/strip-assembly';
import type { Parameter } from '../strip/template';

/** Valid in form and visibly nobody's: what an account would get from `npx polyregion pin` and `artifacts push`. */
const emulatedPin = ({ Type }: Parameter): string =>
  Type === 'AWS::EC2::Image::Id' ? `ami-${'0'.repeat(16)}1` : `sha256:${'0'.repeat(63)}1`;

/** Arguments of `cdk deploy` for what the lock file leaves unresolved; without them CloudFormation refuses. */
export const stackParameters = (stacks: readonly StrippedStack[]): string[] =>
  stacks.flatMap(({ name, template: { Parameters = {} } }) =>
    Object.entries(Parameters)
      .filter(([, { Default }]) => Default === undefined)
      .flatMap(([parameter, declared]) => ['--parameters', `${name}:${parameter}=${emulatedPin(declared)}`]),
  );

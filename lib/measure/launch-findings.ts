import { error, type Finding } from '../contract/findings';
import type { MeasurementPlan } from './measurement-plan';

type Place = Pick<MeasurementPlan, 'region' | 'instanceType' | 'model'>;

const source = 'docs/measure.md';

/** Codes of EC2 after which another zone may have what one lacks. */
export const isForAnotherZone = (code: string): boolean =>
  /^(InsufficientInstanceCapacity|InsufficientHostCapacity|Unsupported)$/.test(code);

/** Why nothing was launched, where EC2's code says more than its message; undefined for any other. */
export function launchFinding({ region, instanceType }: Place, code: string): Finding | undefined {
  const at = [`${region}.ec2:RunInstances`];
  if (isForAnotherZone(code)) {
    return error(at, {
      problem: `has no ${instanceType} in any zone of the cell at this moment`,
      got: code,
      expected: 'one instance on demand',
      fix: 'try again later, or in another region: --region',
      source,
    });
  }
  if (/^(VcpuLimitExceeded|InstanceLimitExceeded)$/.test(code)) {
    return error(at, {
      problem: `is above the account's quota with one more ${instanceType}`,
      got: code,
      expected: 'room for one instance beside those that run',
      fix: 'ask for a higher quota: npx polyregion quotas',
      source,
    });
  }
  if (/^InvalidAMIID/.test(code)) {
    return error(at, {
      problem: 'does not find the machine image of the launch template',
      got: code,
      expected: 'an available image',
      fix: 'pin a newer one and deploy it: npx polyregion pin, then npx cdk deploy',
      source,
    });
  }
  return undefined;
}

/** The cell is not deployed, or serves from elsewhere. */
export const notDeployed = ({ region, model }: Place, group: string): Finding =>
  error([`${region}.autoscaling:DescribeAutoScalingGroups`], {
    problem: `has no launch template of ${model} to borrow`,
    got: `no group ${group}`,
    expected: 'the deployed cell of the model',
    fix: 'deploy the region first; npx polyregion measure prints how',
    source,
  });

export const notPushed = ({ region }: Place, what: string, key: string): Finding =>
  error([`${region}.s3:GetObject`], {
    problem: `finds no ${what} in the artifact bucket, so the instance would not start`,
    got: `no object ${key}`,
    expected: 'what the deployed launch template starts from',
    fix: 'push it: npx polyregion artifacts push',
    source,
  });

export const scriptTooLarge = ({ region }: Place, bytes: number, most: number): Finding =>
  error([`${region}.ec2:RunInstances`], {
    problem: 'cannot take the order beside the script of the cell',
    got: `${bytes} bytes`,
    expected: `at most ${most}`,
    fix: 'use credentials with a shorter session token, such as those of a role in the same account',
    source,
  });

export const expiringCredentials = ({ region }: Place, expires: Date, needed: Date): Finding =>
  error([`${region}.credentials`], {
    problem: 'end before the hard stop, and with them the address to which the instance writes',
    got: expires.toISOString(),
    expected: `in force until ${needed.toISOString()}`,
    fix: 'renew them, with a longer session: aws sso login, or --duration-seconds of aws sts assume-role',
    source,
  });

import { faultKind } from '../aws/fault-kind';
import type { Fault } from '../contract/findings';
import { AnswerError, type Operation } from './answer-error';

const iamActions: Readonly<Record<Operation, string>> = {
  GetProducts: 'pricing:GetProducts',
  DescribeInstanceTypeOfferings: 'ec2:DescribeInstanceTypeOfferings',
  DescribeAvailabilityZones: 'ec2:DescribeAvailabilityZones',
  DescribeSpotPriceHistory: 'ec2:DescribeSpotPriceHistory',
};

const permissions = Object.values(iamActions).join(', ');
const renew = 'renew them (aws sso login, aws configure, or another AWS_PROFILE)';

type Advice = Pick<Fault, 'problem' | 'expected' | 'fix'> & { readonly everywhere?: boolean };

function advice(operation: Operation, region: string, name: string): Advice {
  const kind = faultKind(name);
  if (kind === 'denied') {
    const fix = `allow ${iamActions[operation]} to these credentials; all that is needed: ${permissions}`;
    return { problem: 'is not allowed', expected: 'an answer', fix };
  }
  if (kind === 'expired') {
    return { problem: 'was refused', expected: 'credentials in force', fix: renew, everywhere: true };
  }
  if (kind === 'rejected' && operation === 'GetProducts') {
    return { problem: 'was refused', expected: 'valid AWS credentials', fix: renew, everywhere: true };
  }
  if (kind === 'rejected') {
    return {
      problem: 'was refused in this region alone',
      expected: 'a region that is enabled for the account',
      fix: `run: aws account enable-region --region-name ${region}, or name only the other regions with --region`,
    };
  }
  if (kind === 'throttled') {
    return {
      problem: 'was throttled at every attempt',
      expected: 'an answer',
      fix: 'run again with AWS_RETRY_MODE=adaptive AWS_MAX_ATTEMPTS=10',
    };
  }
  return kind === 'unreachable'
    ? {
        problem: 'cannot be reached',
        expected: 'an answer',
        fix: 'check the network and the health of the region, or name only the other regions with --region',
      }
    : {
        problem: 'failed',
        expected: 'an answer',
        fix: 'run again later, or name only the other regions with --region',
      };
}

/** What an error of the AWS SDK means for the person who runs the command. */
export function awsFault(operation: Operation, region: string, thrown: unknown): AnswerError {
  const { name = '', code, message = '' } = (thrown ?? {}) as { name?: string; code?: string; message?: string };
  const cause = code ?? name;
  const { everywhere, ...said } = advice(operation, region, cause);
  return new AnswerError(operation, { ...said, got: cause, source: `AWS: ${message || cause}` }, everywhere);
}

/** What to do without credentials. */
export const noCredentials = (thrown: unknown): Fault => ({
  problem: 'are missing',
  got: thrown instanceof Error ? thrown.name : String(thrown),
  expected: `AWS credentials that allow ${permissions}`,
  fix: 'run: aws sso login or aws configure, or set AWS_PROFILE',
  source: 'the default credential chain of the AWS SDK',
});

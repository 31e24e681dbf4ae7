import { expect, test } from 'vitest';
import { awsFault } from '../../lib/prices/aws-fault';

const named = (name: string) => Object.assign(new Error('as AWS says it'), { name });

test.each([
  ['GetProducts', 'AccessDeniedException', 'is not allowed', 'allow pricing:GetProducts', false],
  ['DescribeSpotPriceHistory', 'UnauthorizedOperation', 'is not allowed', 'allow ec2:DescribeSpotPriceHistory', false],
  ['GetProducts', 'UnrecognizedClientException', 'was refused', 'renew them', true],
  ['DescribeAvailabilityZones', 'RequestExpired', 'was refused', 'renew them', true],
  ['DescribeInstanceTypeOfferings', 'AuthFailure', 'was refused in this region alone', 'enable-region', false],
  ['DescribeInstanceTypeOfferings', 'InvalidClientTokenId', 'was refused in this region alone', 'me-central-1', false],
  ['GetProducts', 'ThrottlingException', 'was throttled', 'AWS_MAX_ATTEMPTS', false],
  ['DescribeSpotPriceHistory', 'RequestLimitExceeded', 'was throttled', 'AWS_RETRY_MODE', false],
  ['GetProducts', 'ExpiredNextTokenException', 'failed', 'run again later', false],
] as const)('%s: %s', (operation, name, problem, fix, everywhere) => {
  const answerError = awsFault(operation, 'me-central-1', named(name));

  expect(answerError).toMatchObject({
    operation,
    everywhere,
    fault: {
      problem: expect.stringContaining(problem),
      got: name,
      fix: expect.stringContaining(fix),
      source: 'AWS: as AWS says it',
    },
  });
});

test('a network error is named by its code', () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });

  expect(awsFault('GetProducts', 'us-east-1', refused).fault).toMatchObject({
    problem: 'cannot be reached',
    got: 'ECONNREFUSED',
    source: 'AWS: ECONNREFUSED',
  });
});

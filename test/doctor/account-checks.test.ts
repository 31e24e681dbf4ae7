import { expect, test } from 'vitest';
import { renderCommand } from '../../lib/alerts/command';
import { error } from '../../lib/contract/findings';
import {
  bootstrapCheck,
  credentialsCheck,
  regionCheck,
  serviceRoleCheck,
  tagCheck,
} from '../../lib/doctor/account-checks';
import { type Check, canDeploy } from '../../lib/doctor/check';
import { quotaCheck } from '../../lib/doctor/quota-checks';
import { subscriptionCheck } from '../../lib/doctor/subscription-checks';
import { published } from '../../lib/figures/figure';

const brief = ({ state, command }: Check): string =>
  command === undefined ? state : `${state}: ${renderCommand(command)}`;

const account = '111122223333';

test('credentials of another account are missing those of the fleet', () => {
  expect(brief(credentialsCheck(account, { value: account }))).toBe('fine');
  expect(brief(credentialsCheck(account, { value: '444455556666' }))).toBe('missing');
});

// Opt-in statuses: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Region.html
test.each([
  ['opt-in-not-required', 'fine'],
  ['opted-in', 'fine'],
  ['not-opted-in', 'missing: aws account enable-region --region-name eu-south-2 --region us-east-1'],
  [undefined, 'missing: aws account enable-region --region-name eu-south-2 --region us-east-1'],
] as const)('a region that EC2 calls %s is %s', (status, expected) => {
  expect(brief(regionCheck('eu-south-2', { value: status }))).toBe(expected);
});

test.each([
  [undefined, 'missing: npx cdk bootstrap aws://111122223333/us-east-1'],
  [5, 'missing: npx cdk bootstrap aws://111122223333/us-east-1'],
  [6, 'fine'],
  [30, 'fine'],
] as const)('a bootstrap stack of version %s is %s', (version, expected) => {
  expect(brief(bootstrapCheck(account, 'us-east-1', { value: version }))).toBe(expected);
});

test('a role that a service acts with is there, or its command is', () => {
  expect(brief(serviceRoleCheck('spot', { value: true }))).toBe('fine');
  expect(brief(serviceRoleCheck('spot', { value: false }))).toBe(
    'missing: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com --region us-east-1',
  );
});

test('a tag that billing has not seen is for later', () => {
  expect(tagCheck('Phase', { value: undefined }).state).toBe('later');
  expect(tagCheck('Phase', { value: 'Inactive' }).state).toBe('missing');
  expect(tagCheck('Phase', { value: 'Active' }).state).toBe('fine');
});

const need = {
  region: 'us-east-1',
  quotaCode: 'L-417A185B',
  quotaName: 'Running On-Demand P instances',
  vcpus: published(768, 'vCPUs', { source: 'this test', date: '2026-11-27' }),
};
const request =
  'missing: aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-417A185B --desired-value 768 --region us-east-1';

test.each([
  [768, undefined, 'fine'],
  [767, undefined, request],
  [0, 767, request],
  [0, 768, 'waiting'],
] as const)('a quota of %s with %s requested, where 768 are needed, is %s', (value, requested, expected) => {
  expect(brief(quotaCheck(need, { value: { value, requested } }))).toBe(expected);
});

test.each([
  [undefined, 'later'],
  [{ confirmed: 0, pending: 1 }, 'waiting'],
  [{ confirmed: 1, pending: 1 }, 'waiting'],
  [{ confirmed: 1, pending: 0 }, 'fine'],
  [{ confirmed: 0, pending: 0 }, 'missing'],
] as const)('a topic with the subscriptions %o is %s', (subscriptions, expected) => {
  expect(subscriptionCheck('assistant-critical', { value: subscriptions }).state).toBe(expected);
});

test('a question without an answer is unknown, and nothing is deployed on it', () => {
  const unanswered = error(['us-east-1', 'ssm:GetParameter'], {
    problem: 'is not allowed',
    got: 'AccessDenied',
    expected: 'an answer',
    fix: 'allow it',
    source: 'AWS',
  });
  const check = bootstrapCheck(account, 'us-east-1', { unanswered });

  expect(check).toMatchObject({ state: 'unknown', says: expect.stringContaining('AccessDenied') });
  expect(canDeploy([check])).toBe(false);
  // Billing answers the payer of an organization only, so a member account never learns more.
  expect(canDeploy([tagCheck('Phase', { unanswered })])).toBe(true);
  expect(canDeploy([subscriptionCheck('assistant-critical', { value: { confirmed: 0, pending: 1 } })])).toBe(true);
  expect(canDeploy([tagCheck('Phase', { value: undefined }), credentialsCheck(account, { value: account })])).toBe(
    true,
  );
});

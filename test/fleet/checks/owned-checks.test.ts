import { expect, test } from 'vitest';
import { edit, load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const example = readText('fleets/bring-your-own.yaml');
const key = 'arn:aws:kms:us-east-2:111122223333:key';

test.each([
  [
    'a certificate of another region',
    'arn:aws:acm:us-east-2:',
    'arn:aws:acm:us-east-1:',
    'certificateArns.us-east-2[0] is in us-east-1, and us-east-2 can use only its own',
  ],
  [
    'a certificate of another account',
    'arn:aws:acm:us-east-2:111122223333',
    'arn:aws:acm:us-east-2:444455556666',
    'certificateArns.us-east-2[0] is of account 444455556666: a load balancer takes certificates of its own account only',
  ],
  [
    'a key of another account',
    key,
    'arn:aws:kms:us-east-2:444455556666:key',
    'encryptionKeyArns.us-east-2 is of account 444455556666: Auto Scaling launches with a key of another account only',
  ],
  [
    'an alias in place of a key',
    `${key}/1234abcd-12ab-34cd-56ef-1234567890ab`,
    'arn:aws:kms:us-east-2:111122223333:alias/fleet',
    'encryptionKeyArns.us-east-2 has the wrong form',
  ],
  [
    'a topic of another region',
    'arn:aws:sns:us-east-2:111122223333:pages',
    'arn:aws:sns:us-west-2:111122223333:pages',
    'contacts.topicArns.critical.us-east-2 is in us-west-2',
  ],
  [
    'a topic of budgets in another account',
    'arn:aws:sns:us-east-2:111122223333:budgets',
    'arn:aws:sns:us-east-2:444455556666:budgets',
    'contacts.topicArns.finance is of account 444455556666: AWS Budgets notifies topics of its own account only',
  ],
  [
    'a bucket of a region that the fleet has not',
    'accessLogBuckets: { us-east-2:',
    'accessLogBuckets: { us-west-2:',
    'accessLogBuckets.us-west-2 is no region of the fleet',
  ],
  [
    'a role of its own account for its own zone',
    'arn:aws:iam::444455556666:role/dns-records',
    'arn:aws:iam::111122223333:role/dns-records',
    'hostedZoneRoleArn is a role of the fleet’s own account',
  ],
  [
    'a zone of another account without a certificate',
    "certificateArns: { us-east-2: ['arn:aws:acm:us-east-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab'] }\n",
    '',
    'certificateArns.us-east-2 is missing: a certificate is validated by records of the hosted zone',
  ],
  [
    'a boundary of another account',
    'arn:aws:iam::111122223333:policy/workload-boundary',
    'arn:aws:iam::444455556666:policy/workload-boundary',
    'iam.permissionsBoundaryArn is a policy of account 444455556666',
  ],
  ['a path without its last slash', '/workloads/,', '/workloads,', 'iam.rolePath has the wrong form'],
  ['a tag that the fleet sets itself', 'CostCenter:', 'PHASE:', 'tags.PHASE is the key Phase of the fleet itself'],
  ['a tag of AWS', 'CostCenter:', '"aws:cost":', 'tags.aws:cost begins with aws:, which only AWS may use'],
  [
    'two tags that IAM takes for one',
    'CostCenter:',
    'dataclass: x, CostCenter:',
    'tags.DataClass is the key dataclass of the fleet itself, or differs from it in its case alone',
  ],
])('fails with %s', (_, from, to, expected) => {
  const errors = load(edit(example, from, to)).findings.filter(({ level }) => level === 'error');

  expect(errors.map(({ path, message }) => `${path} ${message}`).join('\n')).toContain(expected);
});

test('a topic of an alarm may be of another account', () => {
  const text = edit(example, 'arn:aws:sns:us-east-2:111122223333:pages', 'arn:aws:sns:us-east-2:444455556666:pages');

  expect(load(text).findings.filter(({ level }) => level === 'error')).toEqual([]);
});

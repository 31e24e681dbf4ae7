import { ofType, referredId } from '../../template/template';
import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';

const deniesPlain = (statement: unknown): boolean =>
  at(statement, 'Effect') === 'Deny' &&
  list(at(statement, 'Action')).some((action) => action === 's3:*' || action === '*') &&
  String(list(at(statement, 'Condition.Bool.aws:SecureTransport'))[0]) === 'false';

export const tlsOnlyBucket: Rule = {
  id: 'PR-BK2',
  title: 'buckets refuse requests without TLS',
  why: 'S3 answers plain HTTP unless a policy denies it',
  fix: 'deny s3:* where aws:SecureTransport is false (enforceSSL)',
  types: ['AWS::S3::Bucket'],
  check: ({ logicalId }, { template }) =>
    unless(
      ofType(template, 'AWS::S3::BucketPolicy').some(
        ({ properties }) =>
          referredId(properties.Bucket) === logicalId &&
          list(at(properties, 'PolicyDocument.Statement')).some(deniesPlain),
      ),
      'Properties',
    ),
};

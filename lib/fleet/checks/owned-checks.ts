import { parseArn } from '../../contract/arns';
import { error, type Finding, type Path } from '../../contract/findings';
import { internetTagKeys, tagKeys } from '../../contract/tags';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import { check } from './check';

const source = 'docs/bring-your-own.md';

type Owned = Pick<
  FleetFile,
  'account' | 'regions' | 'certificateArns' | 'encryptionKeyArns' | 'accessLogBuckets' | 'contacts'
>;

interface Stated {
  readonly path: Path;
  readonly region: string;
  readonly arn: string;
  /** Why it must be in the fleet's own account; undefined if one of another account works, too. */
  readonly ownAccount: string | undefined;
}

const ofRegions = (
  path: Path,
  byRegion: Readonly<Record<string, string | readonly string[]>>,
  ownAccount: string | undefined,
): Stated[] =>
  Object.entries(byRegion).flatMap(([region, stated]) =>
    typeof stated === 'string'
      ? [{ path: [...path, region], region, arn: stated, ownAccount }]
      : stated.map((arn, index) => ({ path: [...path, region, index], region, arn, ownAccount })),
  );

const statedArns = ({ regions, certificateArns, encryptionKeyArns, contacts: { topicArns } }: Owned): Stated[] => [
  ...ofRegions(['certificateArns'], certificateArns, 'a load balancer takes certificates of its own account only'),
  ...ofRegions(
    ['encryptionKeyArns'],
    encryptionKeyArns,
    'Auto Scaling launches with a key of another account only after a grant that no template makes',
  ),
  ...ofRegions(['contacts', 'topicArns', 'critical'], topicArns.critical, undefined),
  ...ofRegions(['contacts', 'topicArns', 'warning'], topicArns.warning, undefined),
  ...ofRegions(
    ['contacts', 'topicArns', 'finance'],
    topicArns.finance === undefined ? {} : { [regions[0] as string]: topicArns.finance },
    'AWS Budgets notifies topics of its own account only',
  ).map((one) => ({ ...one, path: ['contacts', 'topicArns', 'finance'] })),
];

const wrongPlaces = check(
  ['account', 'regions', 'certificateArns', 'encryptionKeyArns', 'accessLogBuckets', 'contacts'],
  (fleet) =>
    statedArns(fleet).flatMap(({ path, region, arn, ownAccount }) => {
      const at = parseArn(arn);
      return [
        ...(at === undefined || at.region === region
          ? []
          : [
              error(path, {
                problem: `is in ${at.region}, and ${region} can use only its own`,
                got: arn,
                expected: `one of ${region}`,
                fix: `state the ARN of one in ${region}, or make one there`,
                source,
              }),
            ]),
        ...(at === undefined || ownAccount === undefined || at.account === fleet.account
          ? []
          : [
              error(path, {
                problem: `is of account ${at.account}: ${ownAccount}`,
                got: arn,
                expected: `one of account ${fleet.account}`,
                fix: 'state one of the account of the fleet',
                source,
              }),
            ]),
      ];
    }),
);

const strangeRegions = check(
  ['regions', 'certificateArns', 'encryptionKeyArns', 'accessLogBuckets', 'contacts'],
  ({ regions, certificateArns, encryptionKeyArns, accessLogBuckets, contacts: { topicArns } }) =>
    (
      [
        [['certificateArns'], certificateArns],
        [['encryptionKeyArns'], encryptionKeyArns],
        [['accessLogBuckets'], accessLogBuckets],
        [['contacts', 'topicArns', 'critical'], topicArns.critical],
        [['contacts', 'topicArns', 'warning'], topicArns.warning],
      ] as const
    ).flatMap(([path, byRegion]) =>
      Object.keys(byRegion)
        .filter((region) => !regions.includes(region))
        .map((region) =>
          error([...path, region], {
            problem: 'is no region of the fleet',
            got: region,
            expected: `one of ${regions.join(', ')}`,
            fix: didYouMean(region, regions),
            source,
          }),
        ),
    ),
);

const zoneOfOther = check(
  ['account', 'regions', 'hostedZoneRoleArn', 'certificateArns'],
  ({ account, regions, hostedZoneRoleArn, certificateArns }): Finding[] => {
    if (hostedZoneRoleArn === undefined) {
      return [];
    }
    const lacking = regions.filter((region) => !Object.hasOwn(certificateArns, region));
    return [
      ...(parseArn(hostedZoneRoleArn)?.account === account
        ? [
            error(['hostedZoneRoleArn'], {
              problem: 'is a role of the fleet’s own account, which needs none for its own hosted zone',
              got: hostedZoneRoleArn,
              expected: 'a role of the account that has the hosted zone',
              fix: 'remove it, or state the role of the other account',
              source,
            }),
          ]
        : []),
      ...lacking.map((region) =>
        error(['certificateArns', region], {
          problem:
            'is missing: a certificate is validated by records of the hosted zone, which CloudFormation cannot write in another account',
          got: undefined,
          expected: 'an issued certificate that covers the names of the region',
          fix: `request one in ${region} (aws acm request-certificate --region ${region}), let the owner of the zone add its records, and state its ARN`,
          source,
        }),
      ),
    ];
  },
);

const boundaryOfOther = check(['account', 'iam'], ({ account, iam: { permissionsBoundaryArn } }) => {
  const owner = permissionsBoundaryArn === undefined ? undefined : parseArn(permissionsBoundaryArn)?.account;
  return owner === undefined || owner === account || owner === 'aws'
    ? []
    : [
        error(['iam', 'permissionsBoundaryArn'], {
          problem: `is a policy of account ${owner}`,
          got: permissionsBoundaryArn,
          expected: `a policy of account ${account}, or one of AWS`,
          fix: 'state the policy of this account',
          source,
        }),
      ];
});

const ownKeys: readonly string[] = [...Object.values(tagKeys), ...Object.values(internetTagKeys), 'Name'];

/** IAM refuses two tag keys of one role that differ only in upper and lower case. */
const tagFindings = check(['tags'], ({ tags }) =>
  Object.keys(tags).flatMap((key, index, keys) => {
    const plain = key.toLowerCase();
    const same = [...ownKeys, ...keys.slice(0, index)].find((other) => other.toLowerCase() === plain);
    const fault = plain.startsWith('aws:')
      ? { problem: 'begins with aws:, which only AWS may use', expected: 'a key without that prefix' }
      : same === undefined
        ? undefined
        : {
            problem: `is the key ${same} of the fleet itself, or differs from it in its case alone, which IAM refuses`,
            expected: 'a key of its own',
          };
    return fault === undefined ? [] : [error(['tags', key], { ...fault, got: key, fix: 'choose another key', source })];
  }),
);

export const ownedChecks = [wrongPlaces, strangeRegions, zoneOfOther, boundaryOfOther, tagFindings];

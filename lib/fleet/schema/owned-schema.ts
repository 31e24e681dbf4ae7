import { z } from 'zod';

/** What exists already and the fleet would make otherwise, as ARNs and names. */
const arn = (form: RegExp, hint: string) => z.string().regex(form, hint).max(300);
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const topicArn = arn(
  /^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  'an ARN of a standard topic such as arn:aws:sns:us-east-1:111122223333:pages',
);

const roleArn = arn(
  /^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  'an ARN of a role such as arn:aws:iam::444455556666:role/dns-records',
);

const keyArn = arn(
  new RegExp(`^arn:aws:kms:[a-z0-9-]+:\\d{12}:key/(?:mrk-[0-9a-f]{32}|${uuid})$`),
  'an ARN of a key, not of an alias, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
);

const certificateArn = arn(
  new RegExp(`^arn:aws:acm:[a-z0-9-]+:\\d{12}:certificate/${uuid}$`),
  'an ARN of a certificate such as arn:aws:acm:us-east-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab',
);

export const hostedZoneRoleArn = roleArn.optional().meta({
  description:
    'Role in the account of the hosted zone that may change its records; for a zone of another account. Certificates must then exist already (`certificateArns`).',
  examples: ['arn:aws:iam::444455556666:role/dns-records'],
});

/** A listener has one certificate and up to 25 more; a fleet with more workloads in a region has one with several names. */
const mostCertificates = 25;

export const certificateArns = z
  .record(z.string(), z.array(certificateArn).min(1).max(mostCertificates))
  .default({})
  .meta({
    description:
      'By region, certificates of Certificate Manager that cover the names of its workloads; the first is shown to clients that name no host. Default: the fleet makes one for each workload, validated in the hosted zone.',
    examples: [
      { 'us-east-2': ['arn:aws:acm:us-east-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab'] },
    ],
  });

export const encryptionKeyArns = z
  .record(z.string(), keyArn)
  .default({})
  .meta({
    description:
      'By region, the key of AWS KMS that encrypts volumes, weights, images, the key of cache salts and topics. Its policy is yours: [bring-your-own.md](bring-your-own.md) lists what it must allow. Default: keys of AWS, and one of the fleet for topics.',
    examples: [{ 'us-east-2': 'arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }],
  });

export const accessLogBuckets = z
  .record(z.string(), z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'))
  .default({})
  .meta({
    description:
      'By region, a bucket in that region for the access log of the load balancer; its owner decides how long it is kept. Default: a bucket of the fleet that keeps it for 30 days.',
    examples: [{ 'us-east-2': 'example-log-archive-us-east-2' }],
  });

const rolePath = z
  .string()
  .regex(/^\/([\w+=,.@-]+\/)*$/, 'a path that begins and ends with /')
  .max(128);

/** Roles have 64 characters at most; 32 are left to tell the fleet's own apart. */
const longestPrefix = 32;

export const iamSchema = z
  .strictObject({
    permissionsBoundaryArn: arn(
      /^arn:aws:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
      'an ARN of a policy such as arn:aws:iam::111122223333:policy/boundary',
    )
      .optional()
      .meta({
        description: 'Policy that bounds every role of the fleet.',
        examples: ['arn:aws:iam::111122223333:policy/workload-boundary'],
      }),
    rolePath: rolePath.optional().meta({
      description: 'Path of every role and instance profile. Default: /.',
      examples: ['/workloads/'],
    }),
    roleNamePrefix: z
      .string()
      .regex(/^[\w+=,.@-]+$/, 'letters, digits and + = , . @ _ -')
      .max(longestPrefix)
      .optional()
      .meta({
        description:
          'Begins the name of every role and instance profile. Default: CloudFormation names them after their stacks, which begin with the name of the fleet.',
        examples: ['app-'],
      }),
  })
  .default({})
  .meta({ description: 'What the account demands of roles.' });

/** AWS allows 50 tags, of which the fleet and CloudFormation set their own. */
const mostTags = 40;

export const tagsSchema = z
  .record(
    z.string().regex(/^[\w .:/=+@-]{1,128}$/, 'a key of letters, digits, spaces and _ . : / = + - @'),
    z.string().regex(/^[\w .:/=+@-]{0,256}$/, 'a value of letters, digits, spaces and _ . : / = + - @'),
  )
  .refine((tags) => Object.keys(tags).length <= mostTags, `at most ${mostTags} tags`)
  .default({})
  .meta({
    description: 'Tags of everything that the fleet makes, beside its own: Fleet, Phase and Owner.',
    examples: [{ CostCenter: '4711', DataClass: 'internal' }],
  });

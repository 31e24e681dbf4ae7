import { z } from 'zod';
import { resourceReference } from '../../contract/resource-references';

const zoneId = z
  .string()
  .regex(/^[a-z]+\d-az\d$/, 'a zone id such as use1-az1; names such as us-east-1a differ by account');

const reference = (kind: keyof typeof resourceReference) =>
  z.string().regex(resourceReference[kind], `an id such as ${kind}-0123456789abcdef0, or tag:KEY=VALUE`);

/** A region's network that exists already. */
const existingNetwork = z.strictObject({
  vpc: reference('vpc').meta({
    description:
      'The VPC: its id, or a tag that it alone has. `polyregion pin` looks tags up and writes the ids into the lock file.',
    examples: ['vpc-0123456789abcdef0'],
  }),
  privateSubnets: z.record(zoneId, reference('subnet')).meta({
    description:
      'By zone id, the subnet of GPU instances, load balancers of private fleets and service endpoints. Models use only these zones.',
    examples: [{ 'use2-az1': 'subnet-0123456789abcdef0', 'use2-az2': 'tag:Tier=private' }],
  }),
  publicSubnets: z
    .record(zoneId, reference('subnet'))
    .default({})
    .meta({
      description:
        'By zone id, the subnet of load balancers that the internet reaches. Needed for every zone unless access is private.',
      examples: [{ 'use2-az1': 'tag:Tier=public', 'use2-az2': 'tag:Tier=public' }],
    }),
  serviceEndpoints: z.enum(['existing', 'created']).default('existing').meta({
    description:
      'How instances reach AWS services other than S3. existing: the VPC has a way, through endpoints, a NAT gateway or a proxy. created: the fleet adds an interface endpoint for each service. S3 must have its gateway endpoint either way.',
  }),
});

/** Existing networks by region. */
export const existingNetworksSchema = z.record(z.string(), existingNetwork).default({}).meta({
  description:
    'By region, a VPC that exists already: the fleet then makes no VPC, subnet, route, gateway or flow log there. See [bring-your-own.md](bring-your-own.md).',
});

export type ExistingNetwork = z.output<typeof existingNetwork>;

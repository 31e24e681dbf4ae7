import { z } from 'zod';
import { existingNetworksSchema } from './existing-network-schema';
import { cidr, email } from './identity-schema';
import { certificateAuthoritiesSchema, proxySchema } from './proxy-schema';

/** The reason becomes a tag of the NAT gateways, where an operator who finds them in AWS can read it. */
const longestReason = 200;

/** Ways in and out of the regions' networks, besides the load balancers. */
export const networkSchema = z
  .strictObject({
    internet: z
      .strictObject({
        reason: z
          .string()
          .min(1)
          .max(longestReason)
          .meta({ description: 'What instances need there.', examples: ['licences are checked at start'] }),
        owner: email.meta({ description: 'Who decided this.', examples: ['platform@example.com'] }),
      })
      .optional()
      .meta({
        description:
          'Lets every GPU instance reach port 443 of the internet, through a NAT gateway in every zone, or through the routes of an existing VPC. Without this field no instance reaches the internet.',
      }),
    vpcCidrs: z
      .record(z.string(), cidr)
      .default({})
      .meta({
        description:
          'Address range of each region’s network, private IPv4, /16 to /22 (/23 where access is private, /24 where it is and nothing leads to the internet); connected networks need ranges of their own. Default: 10.0.0.0/16 everywhere.',
        examples: [{ 'us-east-1': '10.0.0.0/16', 'us-west-2': '10.1.0.0/16' }],
      }),
    existing: existingNetworksSchema,
    proxy: proxySchema,
    certificateAuthorities: certificateAuthoritiesSchema,
  })
  .default({ vpcCidrs: {}, existing: {} })
  .meta({ description: 'What the private networks of the regions allow. By default they lead to AWS services only.' });

import { z } from 'zod';
import { defaultGatewayType, gatewayInstanceTypeNames } from '../../catalogue/gateway-instance-types';
import { hostName, slug } from './identity-schema';

const price = z.number().gt(0).lte(10_000);

const provider = z.strictObject({
  name: slug(20).meta({ description: 'Name of the provider in `workloads[].whenShort`.', examples: ['bedrock'] }),
  kind: z.enum(['bedrock', 'openai']).meta({
    description:
      'bedrock: the OpenAI-compatible API of Amazon Bedrock, asked with the role of the gateway. openai: any other provider with such an API, asked with a key.',
    examples: ['bedrock'],
  }),
  region: z
    .string()
    .optional()
    .meta({ description: 'Only for bedrock: Region of its endpoint.', examples: ['us-east-1'] }),
  host: hostName.optional().meta({
    description: 'Only for openai: public host, which answers `/v1/chat/completions` over https on port 443.',
    examples: ['api.example.com'],
  }),
  keySecret: z
    .string()
    .regex(/^[\w/+=.@-]{1,512}$/, 'the name of a secret')
    .optional()
    .meta({
      description: 'Only for openai: secret in Secrets Manager that holds its key.',
      examples: ['fleet/provider'],
    }),
  jurisdiction: z.string().meta({
    description:
      'Jurisdiction in which the provider processes requests, as its owner guarantees. Only workloads of this jurisdiction may use it.',
    examples: ['united-states'],
  }),
  model: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, 'an id of letters, digits and . _ : / -')
    .meta({ description: 'The model, as the provider names it.', examples: ['openai.gpt-oss-120b-1:0'] }),
  inputUsdPerMillionTokens: price.meta({
    description: 'Price of input.',
    unit: 'USD per 10⁶ tokens',
    examples: [0.15],
  }),
  outputUsdPerMillionTokens: price.meta({
    description: 'Price of output.',
    unit: 'USD per 10⁶ tokens',
    examples: [0.6],
  }),
  priceSource: z
    .string()
    .min(1)
    .max(300)
    .meta({
      description: 'Where the prices come from, with its date.',
      examples: ['https://example.com/prices, read 2026-11-27'],
    }),
  maxUsdPerHour: z
    .number()
    .gt(0)
    .lte(100_000)
    .meta({
      description:
        'Most that all gateways of a region together spend there in an hour, as they estimate it from above. A request that would exceed it goes to the next entry of `whenShort`.',
      unit: 'USD per hour',
      examples: [20],
    }),
});

/** The proxies of every region between its load balancer and its cells. */
export const gatewaySchema = z
  .strictObject({
    instanceType: z
      .string()
      .default(defaultGatewayType)
      .meta({ description: `Type of the gateways’ instances: ${gatewayInstanceTypeNames.join(' or ')}.` }),
    instances: z.int().min(2).max(20).default(2).meta({
      description:
        'Gateways in every region, spread over its zones. Two or more, so that one may be lost or replaced while the others serve.',
    }),
    peering: z.boolean().default(true).meta({
      description:
        'Whether the networks of the regions of a jurisdiction are connected, so that a gateway may send requests to the next region. The regions then need address ranges of their own (`network.vpcCidrs`).',
    }),
    providers: z.array(provider).default([]).meta({
      description: 'Managed providers that `workloads[].whenShort` names. Gateways reach these hosts and no others.',
    }),
  })
  .optional()
  .meta({
    description:
      'Puts gateways between the load balancer and the cells of every region. Without this section load balancers lead to the cells directly.',
  });

export type ProviderEntry = z.output<typeof provider>;

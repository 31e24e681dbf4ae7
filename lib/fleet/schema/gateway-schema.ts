import { z } from 'zod';
import { defaultGatewayType, gatewayInstanceTypeNames } from '../../catalogue/gateway-instance-types';

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
  })
  .optional()
  .meta({
    description:
      'Puts gateways between the load balancer and the cells of every region. Without this section load balancers lead to the cells directly.',
  });

import { z } from 'zod';
import { rateLimit } from '../../catalogue/web-firewall';
import { cidr, httpsUrl } from './identity-schema';

/** Each range becomes a rule of a security group. */
const mostClientRanges = 5;

/** Who may call the endpoints: holders of a token, clients of private networks, or both. */
export const accessSchema = z
  .strictObject({
    jwtIssuer: httpsUrl.optional().meta({
      description: 'Issuer of the clients’ JSON Web Tokens (RS256). Required unless access is private.',
      examples: ['https://login.example.com'],
    }),
    audience: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({
        description: 'Required `aud` claim. Without it any valid token of the issuer is accepted.',
        examples: ['assistant'],
      }),
    jwksUrl: httpsUrl
      .optional()
      .meta({ description: 'Public key set, at most 10 keys. Default: <issuer>/.well-known/jwks.json.' }),
    tenantClaim: z
      .string()
      .regex(/^[\w.:/-]{1,128}$/, 'expected the name of a claim: letters, digits and _ . : / -')
      .default('sub')
      .meta({
        description:
          'Claim of the token that identifies the tenant. Only requests of the same tenant share cached prompts; requests without the claim share none.',
        examples: ['org_id'],
      }),
    requestsPer5MinutesPerClient: z
      .int()
      .gte(rateLimit.min)
      .lte(rateLimit.max)
      .optional()
      .meta({
        description:
          'Requests of one address in five minutes; more are refused with 429. Default: twice the peak of all clients together, plus the requests of one health checker.',
        unit: 'requests per 5 minutes',
        examples: [3000],
      }),
    private: z
      .strictObject({
        clientCidrs: z
          .array(cidr)
          .min(1)
          .max(mostClientRanges)
          .meta({
            description:
              'Private IPv4 ranges that clients come from; the networks must be connected to those of the fleet.',
            examples: [['10.64.0.0/12']],
          }),
      })
      .optional()
      .meta({
        description: 'Endpoints that private networks reach and the internet does not. Needs network.vpcCidrs.',
      }),
  })
  .meta({ description: 'Who may call the endpoints.' });

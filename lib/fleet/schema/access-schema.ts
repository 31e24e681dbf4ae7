import { z } from 'zod';
import { rateLimit } from '../../catalogue/web-firewall';
import { claimFormats, mostRequiredClaims } from '../../contract/token-claims';
import { cidr, httpsUrl } from './identity-schema';

/** Each range becomes a rule of a security group. */
const mostClientRanges = 5;

const claimFormat = z.enum(claimFormats).default('single-string');

const requiredClaim = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.:/-]{1,128}$/, 'expected the name of a claim: letters, digits and _ . : / -')
    .meta({ description: 'Name of the claim.', examples: ['client_id'] }),
  value: z
    .string()
    .min(1)
    .max(256)
    .meta({ description: 'The value that the token must hold.', examples: ['4f9k2example'] }),
  format: claimFormat.meta({ description: 'How the token writes the value.' }),
});

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
    audienceFormat: claimFormat.meta({
      description:
        'How the tokens write `aud`. Most issuers write one text; Auth0 and Keycloak write a list where a token has several audiences. `polyregion token check` says which a token has.',
    }),
    requiredClaims: z.array(requiredClaim).max(mostRequiredClaims).default([]).meta({
      description:
        'Further claims that each token must hold. Access tokens of Amazon Cognito have no `aud`, and name their client in `client_id`.',
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

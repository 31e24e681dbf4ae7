import { z } from 'zod';
import { rateLimit } from '../catalogue/web-firewall';
import { email, hostName, httpsUrl, none, slug } from './schema/identity-schema';
import { modelSchema } from './schema/model-schema';
import { workloadSchema } from './schema/workload-schema';

const regionCode = z.string().meta({ description: 'AWS Region.', examples: ['us-east-1'] });
const regionList = z.array(regionCode).min(1);

const budget = (phase: string) =>
  z
    .union([z.number().gt(0), none])
    .meta({ description: `Budget for ${phase}, or deliberately none.`, unit: 'USD per month', examples: [10000] });

const contact = email.optional();

/** The fleet file: every field once, with its type, unit, range, default and description. In the order of the decision. */
export const fleetSchema = z
  .strictObject({
    name: slug(20)
      .refine((name) => !name.startsWith('internal-'), 'not beginning with internal-, which load balancers may not')
      .meta({ description: 'Prefix of every resource name.', examples: ['assistant'] }),
    owner: email.meta({
      description: 'Who answers for the fleet; gets what no other contact gets.',
      examples: ['platform@example.com'],
    }),
    account: z
      .string()
      .regex(/^\d{12}$/, '12 digits in quotes')
      .meta({ description: 'AWS account id, in quotes.', examples: ['111122223333'] }),
    domain: hostName.meta({ description: 'Public domain of the endpoints.', examples: ['ai.example.com'] }),
    hostedZoneId: z
      .string()
      .regex(/^Z[A-Z0-9]{5,31}$/, 'a hosted zone id such as Z0123456789EXAMPLE')
      .meta({ description: 'Public Route 53 hosted zone of the domain.', examples: ['Z0123456789EXAMPLE'] }),
    runbookBaseUrl: httpsUrl.meta({
      description: 'Where the generated runbooks can be read; every alarm links below it.',
      examples: ['https://github.com/example/fleet/blob/main/runbooks'],
    }),
    workloads: z.array(workloadSchema).min(1).meta({
      description:
        'Classes of traffic. Those that name the same model share its engines where their regions meet, but nobody shares with a batch.',
    }),
    regions: regionList.meta({
      description: 'AWS Regions of the fleet; the first is its home.',
      examples: [['us-east-1', 'us-west-2']],
    }),
    jurisdictions: z.record(slug(20), regionList).meta({
      description: 'Named sets of regions that traffic may never leave.',
      examples: [{ 'united-states': ['us-east-1', 'us-west-2'] }],
    }),
    budgetsUsdPerMonth: z
      .strictObject({ training: budget('training'), evaluation: budget('evaluation'), serving: budget('serving') })
      .meta({ description: 'Separate budgets per phase.' }),
    models: z.array(modelSchema).min(1).meta({ description: 'Weights and engine settings.' }),
    access: z
      .strictObject({
        jwtIssuer: httpsUrl.meta({
          description: 'Issuer of the clients’ JSON Web Tokens (RS256).',
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
              'Claim that tells tenants apart: prompts are found again in the cache by requests of the same tenant only. A token without it shares with nobody.',
            examples: ['org_id'],
          }),
        requestsPer5MinutesPerClient: z
          .int()
          .gte(rateLimit.min)
          .lte(rateLimit.max)
          .optional()
          .meta({
            description:
              'Requests of one address in five minutes; more are refused with 429. Default: twice the peak of all clients together.',
            unit: 'requests per 5 minutes',
            examples: [3000],
          }),
      })
      .meta({ description: 'Who may call the endpoints.' }),
    contacts: z
      .strictObject({
        critical: contact.meta({ description: 'Paged. Default: the owner.' }),
        warning: contact.meta({ description: 'Gets tickets. Default: the owner.' }),
        finance: contact.meta({ description: 'Gets budget notifications. Default: the owner.' }),
      })
      .default({})
      .meta({ description: 'E-mail addresses.' }),
    pricesUsdPerHour: z
      .record(z.string(), z.record(z.string(), z.number().gt(0)))
      .default({})
      .meta({
        description: 'Negotiated prices by instance type and region, in place of list prices.',
        unit: 'USD per hour',
        examples: [{ 'p5.48xlarge': { 'us-east-1': 40 } }],
      }),
  })
  .meta({ title: 'Polyregion fleet' });

/** A fleet file as it is written, defaults filled in where they depend on nothing else. */
export type FleetFile = z.output<typeof fleetSchema>;

export const isNone = (value: unknown): value is z.output<typeof none> =>
  typeof value === 'object' && value !== null && 'none' in value;

export function fleetJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(fleetSchema, { io: 'input' });
}

import { z } from 'zod';
import type { PlacedModel } from './placed-model';
import { accessSchema } from './schema/access-schema';
import { email, hostName, httpsUrl, none, slug } from './schema/identity-schema';
import { modelSchema } from './schema/model-schema';
import { networkSchema } from './schema/network-schema';
import { confidence, workloadSchema } from './schema/workload-schema';

const regionCode = z.string().meta({ description: 'AWS Region.', examples: ['us-east-1'] });
const regionList = z.array(regionCode).min(1);

const budget = (phase: string) =>
  z.union([z.number().gt(0), none]).meta({
    description: `Budget for ${phase}, or \`{ none: <reason>, owner: <e-mail> }\` for deliberately none.`,
    unit: 'USD per month',
    examples: [10000],
  });

const contact = email.optional();

/** The fleet file: every field once, with its type, unit, range, default and description. In the order of the decision. */
export const fleetSchema = z
  .strictObject({
    name: slug(20)
      .refine((name) => !name.startsWith('internal-'), 'not beginning with internal-, which load balancers may not')
      .meta({ description: 'Prefix of every resource name.', examples: ['assistant'] }),
    owner: email.meta({
      description:
        'E-mail address of the person or team responsible for the fleet; gets every notification that has no other contact.',
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
        'Classes of traffic. Workloads that name the same model share its engines in the regions that they have in common. A batch shares engines with no other workload, unless it runs on what others leave idle (`capacity: idle`).',
    }),
    regions: regionList.meta({
      description: 'AWS Regions of the fleet; the first is the home region.',
      examples: [['us-east-1', 'us-west-2']],
    }),
    jurisdictions: z.record(slug(20), regionList).meta({
      description: 'Named sets of regions that traffic may never leave.',
      examples: [{ 'united-states': ['us-east-1', 'us-west-2'] }],
    }),
    budgetsUsdPerMonth: z
      .strictObject({ training: budget('training'), evaluation: budget('evaluation'), serving: budget('serving') })
      .meta({ description: 'Separate budgets per phase.' }),
    sizing: z.enum(['arithmetic', 'simulated']).default('arithmetic').meta({
      description:
        'How the instances of a cell whose clients wait for answers are computed: by arithmetic on mean loads, or by simulation of the engines. Simulated sizes are the fewest instances with which the share of requests in `objectives.percentile` (default: 95 of 100) meets every objective, also after the loss of each region.',
    }),
    confidence: confidence.meta({
      description:
        'Only for simulated sizing: the throughput with which every objective must hold, its central value or the cautious end of its range. Default: cautious where this model was measured on this GPU, else central.',
    }),
    models: z.array(modelSchema).min(1).meta({ description: 'Weights and engine settings.' }),
    access: accessSchema,
    network: networkSchema,
    contacts: z
      .strictObject({
        critical: contact.meta({ description: 'Address that is paged. Default: the owner.' }),
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
export type WrittenFleet = z.output<typeof fleetSchema>;

/** The same with the layout of every model, written in one way. */
export type FleetFile = Omit<WrittenFleet, 'models'> & { models: PlacedModel[] };

export const isNone = (value: unknown): value is z.output<typeof none> =>
  typeof value === 'object' && value !== null && 'none' in value;

export function fleetJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(fleetSchema, { io: 'input' });
}

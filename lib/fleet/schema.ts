import { z } from 'zod';
import type { PlacedModel } from './placed-model';
import { accessSchema } from './schema/access-schema';
import { budgetsSchema } from './schema/budgets-schema';
import { contactsSchema } from './schema/contacts-schema';
import { environmentsSchema } from './schema/environment-schema';
import { account, domain, fleetName, hostedZoneId, owner, runbookBaseUrl } from './schema/fleet-identity-schema';
import { gatewaySchema } from './schema/gateway-schema';
import { type none, slug } from './schema/identity-schema';
import { modelSchema } from './schema/model-schema';
import { networkSchema } from './schema/network-schema';
import {
  accessLogBuckets,
  certificateArns,
  encryptionKeyArns,
  hostedZoneRoleArn,
  iamSchema,
  tagsSchema,
} from './schema/owned-schema';
import { confidence, workloadSchema } from './schema/workload-schema';

const regionCode = z.string().meta({ description: 'AWS Region.', examples: ['us-east-1'] });
const regionList = z.array(regionCode).min(1);

/** The fleet file: every field once, with its type, unit, range, default and description. In the order of the decision. */
export const fleetSchema = z
  .strictObject({
    name: fleetName.meta({ description: 'Prefix of every resource name.', examples: ['assistant'] }),
    owner,
    account,
    domain,
    hostedZoneId,
    hostedZoneRoleArn,
    certificateArns,
    runbookBaseUrl,
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
    budgetsUsdPerMonth: budgetsSchema.meta({ description: 'Separate budgets per phase.' }),
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
    iam: iamSchema,
    tags: tagsSchema,
    encryptionKeyArns,
    accessLogBuckets,
    gateway: gatewaySchema,
    contacts: contactsSchema.prefault({}).meta({ description: 'E-mail addresses.' }),
    environments: environmentsSchema,
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

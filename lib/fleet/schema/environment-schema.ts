import { z } from 'zod';
import { accessSchema } from './access-schema';
import { budgetsSchema } from './budgets-schema';
import { contactsSchema } from './contacts-schema';
import { account, domain, fleetName, hostedZoneId, owner, runbookBaseUrl } from './fleet-identity-schema';
import { networkSchema } from './network-schema';
import {
  accessLogBuckets,
  certificateArns,
  encryptionKeyArns,
  hostedZoneRoleArn,
  iamSchema,
  tagsSchema,
} from './owned-schema';

/** What one environment says in place of the fleet itself. What it leaves out stays as it is. */
export const environmentSchema = z
  .strictObject({
    name: fleetName.optional(),
    owner: owner.optional(),
    account: account.optional(),
    domain: domain.optional(),
    hostedZoneId: hostedZoneId.optional(),
    hostedZoneRoleArn,
    certificateArns: certificateArns.optional(),
    iam: iamSchema.optional(),
    tags: tagsSchema.optional(),
    encryptionKeyArns: encryptionKeyArns.optional(),
    accessLogBuckets: accessLogBuckets.optional(),
    runbookBaseUrl: runbookBaseUrl.optional(),
    access: accessSchema.optional(),
    contacts: contactsSchema.optional(),
    network: networkSchema.optional(),
    budgetsUsdPerMonth: budgetsSchema.partial().optional().meta({
      description: 'Budgets of its own; a phase that is left out keeps the budget of the fleet.',
    }),
    demandScale: z
      .number()
      .gt(0)
      .default(1)
      .meta({ description: 'The request rates of every workload are multiplied by this.', examples: [0.1] }),
  })
  .meta({
    description:
      'One copy of the fleet for another purpose, such as staging. Commands plan it with `--fleet fleet.yaml@staging`, the CDK with `-c fleet=fleet.yaml@staging`. Its name is that of the fleet and its own, joined by a hyphen, unless it states one; its pins are in `fleet.staging.lock.yaml`, and `polyregion promote` copies them on.',
  });

/** Environments by name. */
export const environmentsSchema = z
  .record(fleetName, environmentSchema)
  .default({})
  .meta({ description: 'Copies of the fleet, for example for staging. The file itself is production.' });

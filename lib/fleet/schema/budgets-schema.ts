import { z } from 'zod';
import { none } from './identity-schema';

const budget = (phase: string) =>
  z.union([z.number().gt(0), none]).meta({
    description: `Budget for ${phase}, or \`{ none: <reason>, owner: <e-mail> }\` for deliberately none.`,
    unit: 'USD per month',
    examples: [10000],
  });

/** What each phase may spend. */
export const budgetsSchema = z.strictObject({
  training: budget('training'),
  evaluation: budget('evaluation'),
  serving: budget('serving'),
});

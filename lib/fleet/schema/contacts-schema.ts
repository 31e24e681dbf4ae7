import { z } from 'zod';
import { email } from './identity-schema';

const contact = email.optional();

/** Who hears of what. */
export const contactsSchema = z.strictObject({
  critical: contact.meta({ description: 'Address that is paged. Default: the owner.' }),
  warning: contact.meta({ description: 'Gets tickets. Default: the owner.' }),
  finance: contact.meta({ description: 'Gets budget notifications. Default: the owner.' }),
});

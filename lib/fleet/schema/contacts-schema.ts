import { z } from 'zod';
import { email } from './identity-schema';
import { topicArn } from './owned-schema';

const contact = email.optional();
const alarmTopics = z.record(z.string(), topicArn).default({});

/** Who hears of what. */
export const contactsSchema = z.strictObject({
  critical: contact.meta({ description: 'Address that is paged. Default: the owner.' }),
  warning: contact.meta({ description: 'Gets tickets. Default: the owner.' }),
  finance: contact.meta({ description: 'Gets budget notifications. Default: the owner.' }),
  topicArns: z
    .strictObject({
      critical: alarmTopics.meta({ description: 'By region, the topic of what pages.' }),
      warning: alarmTopics.meta({ description: 'By region, the topic of tickets.' }),
      finance: topicArn.optional().meta({ description: 'The topic of budget notifications.' }),
    })
    .default({ critical: {}, warning: {} })
    .meta({
      description:
        'SNS topics that exist already, in place of topics of the fleet. Their policies must let CloudWatch, or AWS Budgets, publish.',
      examples: [{ critical: { 'us-east-2': 'arn:aws:sns:us-east-2:111122223333:pages' } }],
    }),
});

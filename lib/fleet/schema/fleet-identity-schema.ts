import { z } from 'zod';
import { email, hostName, httpsUrl, slug } from './identity-schema';

export const fleetName = slug(20).refine(
  (name) => !name.startsWith('internal-'),
  'not beginning with internal-, which load balancers may not',
);

export const owner = email.meta({
  description:
    'E-mail address of the person or team responsible for the fleet; gets every notification that has no other contact.',
  examples: ['platform@example.com'],
});

export const account = z
  .string()
  .regex(/^\d{12}$/, '12 digits in quotes')
  .meta({ description: 'AWS account id, in quotes.', examples: ['111122223333'] });

export const domain = hostName.meta({ description: 'Public domain of the endpoints.', examples: ['ai.example.com'] });

export const hostedZoneId = z
  .string()
  .regex(/^Z[A-Z0-9]{5,31}$/, 'a hosted zone id such as Z0123456789EXAMPLE')
  .meta({ description: 'Public Route 53 hosted zone of the domain.', examples: ['Z0123456789EXAMPLE'] });

export const runbookBaseUrl = httpsUrl.meta({
  description: 'Where the generated runbooks can be read; every alarm links below it.',
  examples: ['https://github.com/example/fleet/blob/main/runbooks'],
});

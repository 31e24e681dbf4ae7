import { z } from 'zod';

/** Lower-case words joined by hyphens: becomes part of resource names, of which a load balancer's may have 32 characters. */
export const slug = (maxLength: number) =>
  z
    .string()
    .regex(
      /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/,
      'lower-case letters, digits and single hyphens, starting with a letter',
    )
    .max(maxLength);

/** It becomes a tag value, too, so it holds only characters that both allow. */
export const email = z
  .email()
  .regex(/^[\w.+@-]+$/, 'an e-mail address of letters, digits and . _ + - @')
  .max(128);

export const httpsUrl = z
  .string()
  .regex(/^https:\/\/[\w.-]+(:\d+)?(\/[\w./~%-]*)?$/, 'an https:// URL without ? and #')
  .max(200);

export const hostName = z
  .string()
  .regex(/^(?=.{1,128}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'a lower-case domain name');

/** The checks decide which ranges are allowed. */
export const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'an IPv4 range such as 10.1.0.0/16');

/** A required part that its owner left out on purpose. */
export const none = z
  .strictObject({
    none: z
      .string()
      .min(1)
      .meta({ description: 'Why there is none.', examples: ['no training runs in this account'] }),
    owner: email.meta({ description: 'Who decided so.', examples: ['head-of-ml@example.com'] }),
  })
  .meta({ description: 'Deliberately none, with the reason and its owner.' });

import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** A name or address that leads each instance to itself. */
const isThisMachine = (host: string): boolean => /^(?:localhost|127\..*|0\.0\.0\.0)$/.test(host);

export const proxySchema = z
  .strictObject({
    url: z
      .string()
      .regex(
        /^http:\/\/[a-z0-9.-]+:\d{2,5}$/,
        'http://HOST:PORT, without a user or password: instances keep no secret for it',
      )
      .refine((url) => URL.canParse(url) && !isThisMachine(new URL(url).hostname), {
        error: 'a host that instances reach, and a port up to 65535',
      })
      .meta({
        description: 'The proxy, as host or address with its port.',
        examples: ['http://proxy.example.com:3128'],
      }),
    noProxy: z
      .array(z.string().regex(/^[\w.*:/-]{1,128}$/, 'a host, a domain such as .example.com, or an address'))
      .max(20)
      .default([])
      .meta({
        description:
          'What is reached without the proxy, beside the instance itself, its metadata and S3 of the region, whose gateway endpoint takes it.',
        examples: [['.vpce.amazonaws.com']],
      }),
  })
  .optional()
  .meta({
    description:
      'Proxy through which GPU instances reach AWS services, where a network that exists already has no endpoints. Instances may then send to its port.',
  });

/** User data holds 16 KiB; a certificate with an RSA key of 4,096 bits takes about 2,000 characters. */
const longestCertificates = 6000;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

export const certificateAuthoritiesSchema = z
  .string()
  .regex(
    /^(-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n?)+$/,
    'certificates in PEM form, one after the other, without private keys',
  )
  .max(longestCertificates)
  .refine(
    (text) => (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).every(isCertificate),
    {
      error: 'certificates that can be read',
    },
  )
  .optional()
  .meta({
    description:
      'Certificates of the private authorities that a proxy or endpoints of the company present, in PEM form. Every GPU instance trusts them beside the public ones.',
  });

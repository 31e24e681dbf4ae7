import { stringify } from 'yaml';
import { typed } from './envoy';

/** The file through which Envoy gets the key of a provider. It is replaced when the key is. */
export const providerKeyText = (provider: string, key: string): string =>
  stringify({
    resources: [
      typed('extensions.transport_sockets.tls.v3.Secret', {
        name: provider,
        generic_secret: { secret: { inline_string: `Bearer ${key}` } },
      }),
    ],
  });

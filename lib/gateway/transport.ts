import { type Extension, typed } from './envoy';

/** TLS to a host, whose certificate must have its name and be signed by one of the authorities. */
export const toHost = (host: string, authorities: string): Extension => ({
  name: 'tls',
  typed_config: typed('extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
    sni: host,
    common_tls_context: {
      tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
      validation_context: {
        trusted_ca: { filename: authorities },
        match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: host } }],
      },
    },
  }),
});

/** TLS that a listener answers with. */
export const asServer = ({ chain, key }: { readonly chain: string; readonly key: string }): Extension => ({
  name: 'tls',
  typed_config: typed('extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
    common_tls_context: {
      tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
      tls_certificates: [{ certificate_chain: { filename: chain }, private_key: { filename: key } }],
    },
  }),
});

/**
 * Envoy, which answers on every gateway: the release that its configuration is written for and tested with. Envoy mends a
 * release for a year.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/RELEASES.md read 2026-11-27
 */
export const envoy = {
  release: '1.40',
  /** The image that Envoy's maintainers publish, for x86_64 and arm64; the reference is resolved to its digest when it is pushed. */
  image: 'docker.io/envoyproxy/envoy:distroless-v1.40.0',
} as const;

/**
 * HAProxy, which answers on the serving port of every instance: the release that the guard's configuration and script are
 * written for and tested with. It gets fixes until the second quarter of 2027.
 *
 * @see https://www.haproxy.org/ table of branches, read 2026-11-27
 */
export const haproxy = {
  release: '2.6',
  /** The image that HAProxy's maintainers publish with Docker; the reference is resolved to its digest when it is pushed. */
  image: 'docker.io/library/haproxy:2.6',
} as const;

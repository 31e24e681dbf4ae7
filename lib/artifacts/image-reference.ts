import { envoy } from '../catalogue/envoy';
import { haproxy } from '../catalogue/haproxy';
import type { Finding } from '../contract/findings';
import { vllm } from '../engine/vllm';
import { fileFinding } from './weights-findings';

/** An image in a registry. */
export interface ImageReference {
  /** The reference as the user gave it. */
  readonly text: string;
  /** The registry's usual name, with its port, for example `docker.io`. */
  readonly host: string;
  /** Address of the registry's API, for example `https://registry-1.docker.io`. */
  readonly base: string;
  readonly repository: string;
  /** The tag or digest that a manifest is requested by. */
  readonly version: string;
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';

/** @see https://pkg.go.dev/github.com/distribution/reference the grammar, read 2026-11-25 */
const form = new RegExp(
  `^(?:(?<host>localhost|[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9-]+(?=:[0-9]))(?<port>:[0-9]{1,5})?/)?` +
    `(?<repository>${component}(?:/${component})*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$`,
);

export const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1'].includes(hostname);

/** Reads `HOST/REPOSITORY:TAG` or `…@sha256:…`. A reference without a host means Docker Hub, as in Docker itself. */
export function imageReference(text: string, option = '--image'): ImageReference | Finding {
  const { host: name = 'docker.io', port = '', repository = '', tag, digest } = form.exec(text)?.groups ?? {};
  if (repository === '') {
    // The message leaves out a URL or a user name, because it may hold a password.
    const got = /:\/\/|@(?!sha256:)/.test(text) ? 'a URL or a user name' : text;
    return fault(
      option,
      'is no image',
      got,
      'HOST/REPOSITORY:TAG or HOST/REPOSITORY@sha256:…, without https:// and user name',
    );
  }
  const version = digest ?? tag;
  if (version === undefined || version === 'latest') {
    const problem = 'means another image tomorrow';
    return fault(option, problem, version === undefined ? `${text}, which is :latest` : text, 'a version or a digest');
  }
  const isHub = ['docker.io', 'index.docker.io'].includes(`${name}${port}`);
  const host = isHub ? 'docker.io' : `${name}${port}`;
  return {
    text,
    host,
    base: isHub ? 'https://registry-1.docker.io' : `${isLoopback(name) ? 'http' : 'https'}://${host}`,
    repository: isHub && !repository.includes('/') ? `library/${repository}` : repository,
    version,
  };
}

/** By option, an image that it may name. */
const examples: Readonly<Record<string, string>> = {
  '--guard-image': haproxy.image,
  '--gateway-image': envoy.image,
};

const fault = (option: string, problem: string, got: string, expected: string): Finding =>
  fileFinding(option, {
    problem,
    got,
    expected,
    fix: `for example ${option} ${examples[option] ?? vllm.image}`,
    source: 'docs/artifacts.md',
  });

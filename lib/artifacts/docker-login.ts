import type { Finding } from '../contract/findings';
import { fileFinding } from './weights-findings';

/** What Docker's configuration says about one registry. */
export interface DockerLogin {
  /** User name and password, Base64; undefined where the configuration holds none. */
  readonly basic: string | undefined;
  /** Credential helper that keeps the password instead. This project does not run credential helpers. */
  readonly helper: string | undefined;
}

export const noLogin: DockerLogin = { basic: undefined, helper: undefined };

interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

/** The host in a key such as `https://index.docker.io/v1/`, `docker.io` or `ghcr.io`. */
const hostOf = (key: string): string => {
  const host = key.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  return host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host;
};

/**
 * The login that `docker login` left for a registry in `config.json`.
 *
 * @see https://docs.docker.com/reference/cli/docker/login/ read 2026-11-25
 */
export function dockerLogin(path: string, text: string, host: string): DockerLogin | Finding {
  let config: DockerConfig;
  try {
    config = JSON.parse(text) as DockerConfig;
  } catch {
    return fileFinding(path, {
      problem: 'is no JSON',
      got: 'something else',
      expected: "Docker's configuration",
      fix: 'repair it, or name another folder in DOCKER_CONFIG',
      source: 'docs/artifacts.md',
    });
  }
  const ofHost = <T>(entries: Readonly<Record<string, T>> = {}): T | undefined =>
    Object.entries(entries).find(([key]) => hostOf(key) === host)?.[1];
  const basic = ofHost(config?.auths)?.auth;
  return { basic: basic === '' ? undefined : basic, helper: ofHost(config?.credHelpers) ?? config?.credsStore };
}

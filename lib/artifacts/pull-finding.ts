import { faultKind } from '../aws/fault-kind';
import type { Finding } from '../contract/findings';
import type { DockerLogin } from './docker-login';
import type { ImageReference } from './image-reference';
import { fileFinding } from './weights-findings';

/** Explains why a registry refused an image. The finding repeats only the error code: the registry saw the password. */
export function pullFinding({ text, host }: ImageReference, login: DockerLogin, refused: Refused): Finding {
  const cause = refused.code ?? refused.name ?? 'an error';
  const { problem, expected, fix } = advice(cause, host, login);
  return fileFinding(text, { problem, got: refused.says ?? cause, expected, fix, source: 'docs/artifacts.md' });
}

/** An HTTP status, or an error of the network. */
export interface Refused {
  readonly code?: string;
  readonly name?: string;
  /** The registry's own error code, for example `MANIFEST_UNKNOWN`. */
  readonly says?: string;
}

const codeForm = /^[A-Z_]{3,40}$/;

/** @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md error codes, read 2026-11-25 */
export function refusedBy(status: number, body: Buffer): Refused {
  let says: unknown;
  try {
    says = (JSON.parse(body.toString('utf8')) as { errors?: { code?: unknown }[] }).errors?.[0]?.code;
  } catch {}
  const known = typeof says === 'string' && codeForm.test(says) ? { says: `${status} ${says}` } : {};
  return { code: String(status), ...known };
}

function advice(cause: string, host: string, { basic, helper }: DockerLogin) {
  if (cause === '401' || cause === '403') {
    const login =
      basic !== undefined
        ? `renew the login: docker login ${host}`
        : helper === undefined
          ? `check the name, or log in: docker login ${host}`
          : `its login is kept by the credential helper ${helper}, which is not asked; put it under "auths" of a config.json in a folder of its own and name that in DOCKER_CONFIG, or use --image-archive`;
    return { problem: 'does not exist, or may not be pulled', expected: 'an image to pull', fix: login };
  }
  if (cause === '404') {
    return { problem: 'is not there', expected: `a tag or digest that ${host} has`, fix: 'check name and tag' };
  }
  if (cause === '429') {
    return { problem: 'was asked for too often', expected: 'an answer', fix: `wait, or log in: docker login ${host}` };
  }
  if (cause === 'ENOSPC') {
    return { problem: 'has a layer without room here', expected: 'room for its largest layer', fix: 'set TMPDIR' };
  }
  return faultKind(cause) === 'unreachable'
    ? {
        problem: `gave no answer from ${host}`,
        expected: 'an answer',
        fix: 'check the host, or run it again: it resumes',
      }
    : { problem: `failed at ${host}`, expected: 'an answer', fix: 'run it again: it resumes' };
}

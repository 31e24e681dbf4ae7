import type { Finding } from '../../contract/findings';
import type { LockEdit } from '../../fleet/edit-lock';

/** Where the lock file keeps the digest of an image. */
export type ImagePin = 'engineImageDigest' | 'guardImageDigest' | 'gatewayImageDigest';

/** The option that names an image in a registry. */
export const imageOptions: Readonly<Record<ImagePin, string>> = {
  engineImageDigest: '--image',
  guardImageDigest: '--guard-image',
  gatewayImageDigest: '--gateway-image',
};

/** Something that is to be pushed, looked at but not yet read. */
export interface PushOrder {
  /** What keeps it from being pushed. */
  readonly findings: readonly Finding[];
  /** Reads all of it. */
  read(): Promise<ReadOrder>;
}

/** Something that was read and can be sent. */
export interface ReadOrder {
  readonly findings: readonly Finding[];
  readonly edit: LockEdit;
  /** @throws FindingError */
  send(): Promise<void>;
}

/** Code that one engine has compiled, kept for those of its own cell that start after it. */

const compileCachePrefix = 'compile-cache/';

/** Under this key the archives of a model lie; its instances may add to them and read them, nothing more. */
export const modelCompileCachePrefix = (model: string): string => `${compileCachePrefix}${model}/`;

/** For what holds of every model's archives. */
export const compileCaches = { prefix: compileCachePrefix, expireAfterDays: 90 } as const;

/** What compiled code depends on. */
export interface CompiledFor {
  readonly model: string;
  readonly engineImageDigest: string;
  readonly weightsManifest: string;
  readonly instanceType: string;
  readonly tensorParallel: number;
  /** SHA-256 of the engine's flags, hexadecimal. */
  readonly flagsDigest: string;
}

/** The key says all of it, so that whatever changes has a key of its own: nothing is ever written again. */
export const compileCacheKey = (of: CompiledFor): string =>
  `${modelCompileCachePrefix(of.model)}${[
    of.engineImageDigest.replace('sha256:', ''),
    of.weightsManifest.replace('sha256:', ''),
    of.instanceType,
    `tensor-parallel-${of.tensorParallel}`,
    of.flagsDigest,
  ].join('/')}.tar`;

/** Metadata of an archive: SHA-256 of its bytes, hexadecimal. It tells a broken archive, not a forged one. */
export const archiveDigestField = 'sha256';

/**
 * Where in an engine's cache folder its compiled code lies; it may be copied from machine to machine. Below it stand the
 * engine's own digest of all its settings and the rank of each GPU, the same for every replica of an instance.
 *
 * @see https://docs.vllm.ai/en/v0.11.2/design/torch_compile/ read 2026-11-26
 */
export const compiledCodeFolder = 'vllm/torch_compile_cache';

export const compileCacheLimits = {
  /** As long as a cache saves by what is published, 60.79 − 15.9 s: waiting longer could only lose. */
  restoreSeconds: 45,
  /** Maximum size of an archive. One request writes it, and S3 takes at most 5 GB in one request. */
  mostBytes: 4 * 1024 ** 3,
} as const;

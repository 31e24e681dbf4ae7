/** Names of the weights and images that a region's instances start from: pushed before the region serves. */

export interface ArtifactPlace {
  readonly fleet: string;
  readonly account: string;
  readonly region: string;
}

/** Bucket names are global, so the account and the region are part of it: at most 58 of 63 characters. */
export const artifactBucketName = ({ fleet, account, region }: ArtifactPlace): string =>
  `${fleet}-${account}-${region}-artifacts`;

/** Name of the repository with the engine's image, unique within account and region. */
export const engineRepositoryName = (fleet: string): string => `${fleet}/engine`;

/** Under this key a model's weights lie, one folder for each manifest. */
export const modelWeightsPrefix = (model: string): string => `weights/${model}/`;

/** Weights are addressed by their content, so that nothing ever changes under a running fleet. */
export const weightsPrefix = (model: string, manifestDigest: string): string =>
  `${modelWeightsPrefix(model)}${manifestDigest.replace('sha256:', '')}/`;

/** Ranges of weights that an instance reads at once. Published: Run:ai's streamer had 3 GB/s from S3 so, on g5.12xlarge. */
export const rangesAtOnce = 32;

/** Path, size and SHA-256 of every file, under {@link weightsPrefix}. Uploaded last: where it is, everything is. */
export const manifestFileName = 'manifest.json';

/** A tag keeps an image from expiring; instances name it by its digest. */
export const pinnedImageTag = (digest: string): string => digest.replace('sha256:', 'pinned-');

/** Under this prefix lie the archives of the agent, each under the digest of its bytes. */
export const agentPrefix = 'agent/';

/** The agent and the Node that runs it, in one archive. */
export const agentKey = (digest: string): string => `${agentPrefix}${digest.replace('sha256:', '')}.tar`;

/** Files of the archive. */
export const agentFiles = { runtime: 'node', program: 'index.js' } as const;

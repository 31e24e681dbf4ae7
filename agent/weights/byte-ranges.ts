/** Bytes `[start, end)`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * AWS names 8 or 16 MB; here a connection waits for the next signature between two ranges, and fewer, larger ones were
 * faster: docs/agent.md. One that fails is fetched again whole.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/use-byte-range-fetches.html read 2026-11-25
 */
const rangeBytes = 64 * 1024 * 1024;

/** The ranges in which a file is fetched; none for an empty one. */
export const byteRanges = (sizeBytes: number): ByteRange[] =>
  Array.from({ length: Math.ceil(sizeBytes / rangeBytes) }, (_, index) => ({
    start: index * rangeBytes,
    end: Math.min(sizeBytes, (index + 1) * rangeBytes),
  }));

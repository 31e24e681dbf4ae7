/** Bytes `[start, end)`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** @see https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/use-byte-range-fetches.html 8 or 16 MB a request, read 2026-11-25 */
const rangeBytes = 16 * 1024 * 1024;

/** The ranges in which a file is fetched; none for an empty one. */
export const byteRanges = (sizeBytes: number): ByteRange[] =>
  Array.from({ length: Math.ceil(sizeBytes / rangeBytes) }, (_, index) => ({
    start: index * rangeBytes,
    end: Math.min(sizeBytes, (index + 1) * rangeBytes),
  }));

/** Length of the header, little endian, before the header itself. */
export const lengthBytes = 8;

/** Maximum header size of the reference implementation. @see https://github.com/huggingface/safetensors, MAX_HEADER_SIZE, read 2026-11-23 */
export const maxHeaderBytes = 100_000_000;

/** Length of a safetensors header, bytes; undefined where the file is too short to hold the length. */
export const headerBytes = (start: Uint8Array): number | undefined =>
  start.length < lengthBytes ? undefined : Number(Buffer.from(start).readBigUInt64LE(0));

/**
 * The fault of a safetensors file, judged by its size and its header alone; undefined where it has none.
 *
 * @see https://huggingface.co/docs/safetensors/index#format read 2026-11-23
 */
export function safetensorsFault(sizeBytes: number, length: number | undefined, header: string): string | undefined {
  if (length === undefined) {
    return `is cut off at ${sizeBytes} bytes, before the length of its header`;
  }
  if (length > maxHeaderBytes) {
    return `is no safetensors file: its header would have ${length} bytes`;
  }
  const dataBytes = sizeBytes - lengthBytes - length;
  if (dataBytes < 0) {
    return `is cut off inside its header, ${-dataBytes} bytes are missing`;
  }
  const ends = tensorEnds(header);
  if (ends === undefined) {
    return 'has a header that is not JSON with the offsets of tensors';
  }
  const end = ends.reduce((a, b) => Math.max(a, b), 0);
  if (end > dataBytes) {
    return `is cut off, ${end - dataBytes} bytes of tensors are missing`;
  }
  return end < dataBytes ? `has ${dataBytes - end} bytes after its last tensor` : undefined;
}

/** Where each tensor ends, in bytes after the header. */
function tensorEnds(header: string): number[] | undefined {
  let tensors: unknown;
  try {
    tensors = JSON.parse(header);
  } catch {
    return undefined;
  }
  if (typeof tensors !== 'object' || tensors === null || Array.isArray(tensors)) {
    return undefined;
  }
  const ends = Object.entries(tensors)
    .filter(([name]) => name !== '__metadata__')
    .map(([, tensor]) => endOf((tensor as { data_offsets?: unknown } | null)?.data_offsets));
  return ends.every((end) => end !== undefined) ? ends : undefined;
}

function endOf(offsets: unknown): number | undefined {
  const [begin, end] = Array.isArray(offsets) ? offsets : [];
  return Number.isSafeInteger(begin) && Number.isSafeInteger(end) && begin >= 0 && begin <= end ? end : undefined;
}

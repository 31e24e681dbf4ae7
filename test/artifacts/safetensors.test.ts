import { describe, expect, test } from 'vitest';
import { headerBytes, lengthBytes, safetensorsFault } from '../../lib/artifacts/safetensors';
import { safetensors } from '../support/weights-folder';

/** What is wrong with these bytes, read as the command reads them. */
function faultOf(file: Buffer): string | undefined {
  const length = headerBytes(file.subarray(0, lengthBytes));
  const header = file.subarray(lengthBytes, lengthBytes + (length ?? 0)).toString();
  return safetensorsFault(file.length, length, header);
}

const withHeader = (header: unknown, data = 0): Buffer => {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(data)]);
};

describe('a safetensors file', () => {
  test('is whole when its last tensor ends where it ends', () => {
    expect(faultOf(safetensors(100))).toBeUndefined();
    expect(faultOf(withHeader({ __metadata__: { format: 'pt' } }))).toBeUndefined();
  });

  test.each([
    [safetensors(100).subarray(0, 5), 'is cut off at 5 bytes, before the length of its header'],
    [safetensors(100).subarray(0, 60), /^is cut off inside its header, \d+ bytes are missing$/],
    [safetensors(100).subarray(0, -30), 'is cut off, 30 bytes of tensors are missing'],
    [Buffer.concat([safetensors(100), Buffer.alloc(7)]), 'has 7 bytes after its last tensor'],
    [withHeader([]), 'has a header that is not JSON with the offsets of tensors'],
    [withHeader({ x: { data_offsets: [4, 2] } }, 4), 'has a header that is not JSON with the offsets of tensors'],
    [withHeader({ x: null }), 'has a header that is not JSON with the offsets of tensors'],
    [Buffer.from('{"weights": 1}{"weights": 1}'), /^is no safetensors file: its header would have \d+ bytes$/],
  ])('fails %#: %s', (file, says) => {
    expect(faultOf(file)).toMatch(says);
  });
});

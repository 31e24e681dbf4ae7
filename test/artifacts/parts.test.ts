import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds, objectChecksum, partBytes, partRanges } from '../../lib/artifacts/parts';

const mib = 1024 * 1024;
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

describe('parts', () => {
  test('cover every byte once, in at most 10,000 parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 46 }), (size) => {
        const ranges = partRanges(Math.min(size, 2 ** 40));
        expect(ranges.length).toBeLessThanOrEqual(10_000);
        expect(ranges[0]?.start).toBe(0);
        expect(ranges.at(-1)?.end).toBe(Math.min(size, 2 ** 40));
        expect(ranges.slice(1).every(({ start }, index) => start === ranges[index]?.end)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [0, 32 * mib],
    [32 * mib * 10_000, 32 * mib],
    [32 * mib * 10_000 + 1, 64 * mib],
  ])('of %i bytes have %i', (size, bytes) => {
    expect(partBytes(size)).toBe(bytes);
  });

  test('give the checksum that S3 keeps: of the whole, or of the digests and their number', () => {
    expect(objectChecksum([sha256('')])).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
    const both = createHash('sha256')
      .update(Buffer.concat([sha256('a'), sha256('b')]))
      .digest('base64');
    expect(objectChecksum([sha256('a'), sha256('b')])).toBe(`${both}-2`);
  });

  test.each([
    [undefined, false],
    [{ sizeBytes: 5, checksum: 'abc=' }, true],
    [{ sizeBytes: 5, checksum: 'abc=-2' }, true],
    [{ sizeBytes: 6, checksum: 'abc=' }, false],
    [{ sizeBytes: 5, checksum: 'abd=' }, false],
    [{ sizeBytes: 5, checksum: undefined }, false],
  ])('%j is the file: %s', (stored, is) => {
    expect(holds(stored, 5, 'abc=-2')).toBe(is);
  });
});

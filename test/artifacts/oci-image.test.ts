import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LayoutReader, ociImage } from '../../lib/artifacts/oci-image';
import { tarEntry } from '../../lib/artifacts/tar-entries';
import { ociLayout } from '../support/oci-layout';

let folder = '';
let digest = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyregion-oci-'));
  digest = ociLayout(folder, 100);
});
afterEach(() => rmSync(folder, { recursive: true }));

const layout: LayoutReader = {
  size: (path) => statSync(join(folder, path), { throwIfNoEntry: false })?.size,
  read: (path) => readFileSync(join(folder, path)),
};
const fileOf = (one: string): string => join(folder, 'blobs', one.replace(':', '/'));
const image = () => {
  const found = ociImage('image', layout);
  return Array.isArray(found) ? undefined : found;
};
const faults = (): string[] => {
  const found = ociImage('image', layout);
  return Array.isArray(found) ? found.map(({ message }) => message) : [];
};

describe('an OCI layout', () => {
  test('gives the image with all its parts, parts first', () => {
    expect(image()?.digest).toBe(digest);
    expect(image()?.manifests.at(-1)?.digest).toBe(digest);
    expect(image()?.manifests).toHaveLength(3);
    expect(image()?.blobs).toHaveLength(4);
  });

  test('fails on everything that is missing or cut off at once', () => {
    const [first, second] = image()?.blobs ?? [];
    rmSync(fileOf(first?.digest ?? ''));
    writeFileSync(fileOf(second?.digest ?? ''), 'x');

    expect(faults()).toEqual([
      expect.stringMatching(/^is missing or cut off, got "no file"/),
      expect.stringMatching(/^is missing or cut off, got "1 bytes"/),
    ]);
  });

  test('fails on a manifest with other bytes', () => {
    const bytes = readFileSync(fileOf(digest));
    writeFileSync(fileOf(digest), Buffer.from(bytes.toString().replace('amd64', 'amd46')));

    expect(faults()).toEqual([expect.stringMatching(/^does not have its digest/)]);
  });

  test.each(['{}', 'no JSON', '{"manifests":[]}', '{"manifests":[{},{}]}'])('fails on the index %s', (text) => {
    writeFileSync(join(folder, 'index.json'), text);

    expect(faults()).toEqual([expect.stringMatching(/^is not one image/)]);
  });
});

test('what is no archive has no entries', () => {
  expect(tarEntry(Buffer.alloc(512), 0)).toBeUndefined();
  expect(tarEntry(Buffer.from('short'), 0)).toBeUndefined();
});

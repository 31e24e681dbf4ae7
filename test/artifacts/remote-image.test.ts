import { describe, expect, test } from 'vitest';
import { FindingError } from '../../lib/artifacts/finding-error';
import { type ReadManifest, remoteImage, sha256Of } from '../../lib/artifacts/remote-image';

const type = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const bytesOf = (content: object): Buffer => Buffer.from(JSON.stringify(content));
const named = (mediaType: string, bytes: Buffer) => ({ mediaType, digest: sha256Of(bytes), size: bytes.length });

const layer = named('application/vnd.oci.image.layer.v1.tar', Buffer.from('a layer'));
const config = named('application/vnd.oci.image.config.v1+json', Buffer.from('{}'));
const part = bytesOf({ config, layers: [layer, layer] });
const index = bytesOf({ manifests: [named(type, part)] });
const digest = sha256Of(index);

/** A registry with these manifests. */
const registry =
  (manifests: Record<string, ReadManifest>) =>
  async (version: string): Promise<ReadManifest> =>
    manifests[version] ?? Promise.reject(new Error(`asked for ${version}`));
const whole = {
  v1: { mediaType: indexType, bytes: index },
  [digest]: { mediaType: indexType, bytes: index },
  [sha256Of(part)]: { mediaType: type, bytes: part },
};

const faultOf = async (version: string, manifests: Record<string, ReadManifest>): Promise<string> => {
  try {
    await remoteImage('host/image', version, registry(manifests));
  } catch (thrown) {
    return thrown instanceof FindingError ? thrown.finding.message : String(thrown);
  }
  return '';
};

describe('an image of a registry', () => {
  test.each(['v1', digest])('by %s is all its parts, parts first, each once', async (version) => {
    const image = await remoteImage('host/image', version, registry(whole));

    expect(image.digest).toBe(digest);
    expect(image.manifests.map((one) => one.digest)).toEqual([sha256Of(part), digest]);
    expect(image.blobs).toEqual([config, layer]);
  });

  test('fails where a manifest is not what its digest says, at the top and below', async () => {
    const other = { mediaType: type, bytes: bytesOf({ config }) };

    expect(await faultOf(digest, { ...whole, [digest]: other })).toMatch(/^does not have its digest/);
    expect(await faultOf('v1', { ...whole, [sha256Of(part)]: other })).toMatch(/^does not have its digest/);
  });

  test.each([
    ['of another kind', 'text/html', index, 'is no image, got "text/html"'],
    ['that is no JSON', type, Buffer.from('<html>'), 'is no image'],
    ['of nothing', indexType, bytesOf({ manifests: null }), 'is no image'],
    ['of parts without SHA-256', type, bytesOf({ layers: [{ digest: 'md5:1' }] }), 'names something without SHA-256'],
  ])('fails on a manifest %s', async (_what, mediaType, bytes, says) => {
    expect(await faultOf('v1', { v1: { mediaType, bytes } })).toContain(says);
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An image of two platforms with a layer of so many bytes each, as an OCI layout. Gives the digest of its index. */
export function ociLayout(folder: string, layerBytes: number): string {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
  const put = (mediaType: string, content: Buffer | object) => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(folder, 'blobs/sha256', hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };
  const oci = (what: string): string => `application/vnd.oci.image.${what}`;
  const manifests = ['amd64', 'arm64'].map((architecture, index) => ({
    ...put(oci('manifest.v1+json'), {
      schemaVersion: 2,
      mediaType: oci('manifest.v1+json'),
      config: put(oci('config.v1+json'), { architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [] } }),
      layers: [put(oci('layer.v1.tar'), Buffer.alloc(layerBytes, index + 1))],
    }),
    platform: { architecture, os: 'linux' },
  }));
  const index = put(oci('index.v1+json'), { schemaVersion: 2, mediaType: oci('index.v1+json'), manifests });
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [index] }));
  return index.digest;
}

/** Brings such an image to a registry that wants no password. */
export async function seedRegistry(registry: string, repository: string, folder: string, tag: string): Promise<void> {
  const base = `${registry}/v2/${repository}`;
  const files = readdirSync(join(folder, 'blobs/sha256')).map((hex) => {
    const bytes = readFileSync(join(folder, 'blobs/sha256', hex));
    const text = bytes.length < 5000 ? bytes.toString('utf8') : '';
    return { digest: `sha256:${hex}`, bytes, type: /"mediaType":"([^"]*(?:index|manifest)[^"]*)"/.exec(text)?.[1] };
  });
  const put = async (url: string, body: Buffer, type: string, method = 'PUT'): Promise<void> => {
    const { status } = await fetch(url, { method, body: new Uint8Array(body), headers: { 'content-type': type } });
    if (status !== 201) {
      throw new Error(`${url}: got ${status}`);
    }
  };
  for (const { digest, bytes, type } of files.filter((file) => file.type === undefined)) {
    await put(`${base}/blobs/uploads/?digest=${digest}`, bytes, type ?? 'application/octet-stream', 'POST');
  }
  const manifests = files.filter((file) => file.type !== undefined);
  for (const { digest, bytes, type = '' } of manifests
    .sort((a, b) => (a.type ?? '').localeCompare(b.type ?? ''))
    .reverse()) {
    await put(`${base}/manifests/${type.includes('index') ? tag : digest}`, bytes, type);
  }
}

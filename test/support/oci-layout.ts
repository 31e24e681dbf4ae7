import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
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

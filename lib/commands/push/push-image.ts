import { createHash } from 'node:crypto';
import { blobPath, type OciImage } from '../../artifacts/oci-image';
import { fileFinding } from '../../artifacts/weights-findings';
import type { Finding } from '../../contract/findings';
import type { Plan } from '../../plan/plan';
import { bytesText } from '../../report/transfer-text';
import type { OpenLayout } from './open-layout';
import { RegionRepository } from './region-repository';

/** Blobs whose bytes are not what their name says, before any of them is sent. */
export async function blobFindings(archive: string, layout: OpenLayout, { blobs }: OciImage): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { digest, size } of blobs) {
    process.stderr.write(`reading ${digest.slice(0, 19)}, ${bytesText(size)}\n`);
    const hash = createHash('sha256');
    for await (const chunk of size === 0 ? [] : layout.stream(blobPath(digest))) {
      hash.update(chunk as Buffer);
    }
    const got = `sha256:${hash.digest('hex')}`;
    if (got !== digest) {
      const fix = 'save the image again';
      const fault = { problem: 'does not have its digest', got, expected: digest, fix, source: 'docs/artifacts.md' };
      findings.push(fileFinding(`${archive}/${blobPath(digest)}`, fault));
    }
  }
  return findings;
}

/** Brings an image to one region's repository, its layers first. @throws FindingError */
export async function pushImage(plan: Plan, region: string, layout: OpenLayout, image: OciImage): Promise<void> {
  const repository = await RegionRepository.open(plan, region, image);
  for (const blob of image.blobs) {
    if (!(await repository.hasBlob(blob))) {
      await repository.putBlob(blob, () => layout.stream(blobPath(blob.digest)));
    }
  }
  await repository.putManifests(image);
}

import type { Readable } from 'node:stream';
import type { OciImage } from '../../artifacts/oci-image';
import { deployedRegions } from '../../artifacts/push-targets';
import type { Plan } from '../../plan/plan';
import type { ImageSource } from './image-source';
import { RegionRepository } from './region-repository';
import { spoolBlob } from './spool-blob';
import { TransferProgress } from './transfer-progress';

/** Brings an image from a registry to every region: a layer is pulled once, and only where some region lacks it. @throws FindingError */
export async function copyImage(plan: Plan, source: ImageSource, image: OciImage): Promise<void> {
  const repositories: RegionRepository[] = [];
  for (const region of deployedRegions(plan)) {
    repositories.push(await RegionRepository.open(plan, region, image));
  }
  const bytes = image.blobs.reduce((sum, { size }) => sum + size, 0);
  const progress = new TransferProgress(source.reference.host, bytes, 'read');
  for (const blob of image.blobs) {
    const lacking: RegionRepository[] = [];
    for (const repository of repositories) {
      lacking.push(...((await repository.hasBlob(blob)) ? [] : [repository]));
    }
    const send = async (stream: () => Readable): Promise<void> => {
      progress.say(`${blob.digest.slice(0, 19)} verified`);
      for (const repository of lacking) {
        await repository.putBlob(blob, stream);
      }
    };
    if (lacking.length > 0) {
      await spoolBlob(source, blob, progress, send);
    }
  }
  for (const repository of repositories) {
    await repository.putManifests(image);
  }
}

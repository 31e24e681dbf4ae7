import { ociImage } from '../../artifacts/oci-image';
import { platformFindings } from '../../artifacts/platform-findings';
import { deployedRegions } from '../../artifacts/push-targets';
import type { Plan } from '../../plan/plan';
import { openLayout } from './open-layout';
import { blobFindings, pushImage } from './push-image';
import type { ImagePin, PushOrder } from './push-order';

/** An image from an OCI layout, for every region: all of them run the same. */
export function imageOrder(plan: Plan, pin: ImagePin, archive: string): PushOrder {
  const layout = openLayout(archive);
  const found = ociImage(archive, layout);
  if (Array.isArray(found)) {
    return { findings: found, read: () => Promise.reject(new Error(`${archive}: is no image`)) };
  }
  const image = found;
  return {
    findings: [],
    read: async () => ({
      findings: [...platformFindings(plan, archive, image), ...(await blobFindings(archive, layout, image))],
      edit: { path: [pin], values: { id: image.digest, status: 'resolved' } },
      send: async () => {
        for (const region of deployedRegions(plan)) {
          await pushImage(plan, region, layout, image);
        }
      },
    }),
  };
}

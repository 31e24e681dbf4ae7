import type { Finding } from '../contract/findings';
import type { Plan } from '../plan/plan';
import { type OciImage, parsed } from './oci-image';
import { architecturesOf } from './region-facts';
import { fileFinding } from './weights-findings';

/** Architectures as images name them. */
const inImages = { x86_64: 'amd64', arm64: 'arm64' } as const;

/** Finds architectures that an image index lacks. A manifest of a single platform does not name its architecture. */
export function platformFindings(plan: Plan, path: string, image: OciImage): Finding[] {
  const manifests = parsed(image.manifests.at(-1)?.bytes).manifests ?? [];
  const offered = manifests.map(({ platform }) => `${platform?.os}/${platform?.architecture}`);
  const needed = new Set(
    plan.regions.flatMap(({ region }) => architecturesOf(plan, region)).map((one) => `linux/${inImages[one]}`),
  );
  return manifests.length === 0
    ? []
    : [...needed]
        .filter((platform) => !offered.includes(platform))
        .map((platform) =>
          fileFinding(path, {
            problem: "does not run on the fleet's instances",
            got: offered.join(', '),
            expected: platform,
            fix: 'take an image that is built for it',
            source: 'docs/artifacts.md',
          }),
        );
}

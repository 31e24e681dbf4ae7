import { cpuArchitecture } from '../catalogue/machine-images';
import type { Finding } from '../contract/findings';
import { rootDeviceName, rootVolumeGiB } from '../contract/root-volume';
import type { Plan } from '../plan/plan';
import { fileFinding } from './weights-findings';

/** What AWS reports about the machine image of a region. */
export interface MachineImage {
  readonly id: string;
  readonly name: string;
  readonly architecture: string;
  readonly rootDevice: string;
  readonly rootGiB: number;
  readonly state: string;
}

const source = 'npx polyregion pin';

/** Architectures of the instance types that a region starts, or of all where it has no cell yet. */
export function architecturesOf({ cells }: Plan, region: string): ReturnType<typeof cpuArchitecture>[] {
  const here = cells.filter((cell) => cell.region === region);
  const types = (here.length > 0 ? here : cells).flatMap(({ instanceTypes }) => instanceTypes);
  return [...new Set(types.map(cpuArchitecture))];
}

/** Finds a region that mixes x86_64 and arm64: one machine image starts only one architecture. */
export const architectureFindings = (region: string, architectures: readonly string[]): Finding[] =>
  architectures.length === 1
    ? []
    : [
        fileFinding(`machineImages.${region}`, {
          problem: 'cannot be one image',
          got: architectures.join(' and '),
          expected: 'instance types of one architecture',
          fix: 'choose instance types that are all x86_64 or all arm64',
          source,
        }),
      ];

/** Finds properties of a machine image that contradict the launch templates. */
export function imageFindings(region: string, image: MachineImage, architecture: string): Finding[] {
  const differing = (what: string, got: unknown, expected: string): Finding =>
    fileFinding(`machineImages.${region}`, {
      problem: `${image.id} has another ${what}`,
      got,
      expected,
      fix: 'pin another image by hand, or change lib/catalogue/machine-images.ts',
      source,
    });
  return [
    ...(image.architecture === architecture ? [] : [differing('architecture', image.architecture, architecture)]),
    ...(image.state === 'available' ? [] : [differing('state', image.state, 'available')]),
    ...(image.rootDevice === rootDeviceName ? [] : [differing('root device', image.rootDevice, rootDeviceName)]),
    ...(image.rootGiB <= rootVolumeGiB
      ? []
      : [differing('root volume', `${image.rootGiB} GiB`, `at most ${rootVolumeGiB} GiB`)]),
  ];
}

/** Finds zones of the catalogue that this account does not have. Subnets in them could not be created. */
export const zoneFindings = (
  region: string,
  planned: readonly string[],
  zones: ReadonlyMap<string, string>,
): Finding[] =>
  planned
    .filter((zoneId) => !zones.has(zoneId))
    .map((zoneId) =>
      fileFinding(`zones.${region}`, {
        problem: 'is no zone of this account',
        got: zoneId,
        expected: `one of ${[...zones.keys()].join(', ')}`,
        fix: `run: npx polyregion prices update --region ${region}`,
        source,
      }),
    );

/** Finds a tag that means different images in different regions. Regions that fail over to each other run one image. */
export function digestFindings(tag: string, digests: ReadonlyMap<string, string>): Finding[] {
  const different = new Set(digests.values());
  return different.size <= 1
    ? []
    : [
        fileFinding('--image-tag', {
          problem: `${tag} is not the same image everywhere`,
          got: [...digests].map(([region, digest]) => `${region} ${digest.slice(0, 19)}`).join(', '),
          expected: 'one digest in all regions',
          fix: 'push the image again: npx polyregion artifacts push --image',
          source,
        }),
      ];
}

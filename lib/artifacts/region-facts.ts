import { cpuArchitecture } from '../catalogue/machine-images';
import type { Finding } from '../contract/findings';
import { rootDeviceName, rootVolumeGiB } from '../contract/root-volume';
import type { Plan } from '../plan/plan';
import { fileFinding } from './weights-findings';

/** What AWS says of the image that a region would start from. */
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

/** One image cannot start both kinds of instances. */
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

/** Why an image would not start as the launch templates expect. */
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

/** Zones of the catalogue that this account has not: subnets there would not be made. */
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

/** One engine runs in every region, so that they fail over to each other. */
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

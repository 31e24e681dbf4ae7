import { gpuInstanceType } from '../../catalogue/instance-types';
import { error, type Finding, type Path, warning } from '../../contract/findings';
import { modelRegions } from '../model-regions';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import { check } from './check';

type FileModel = FleetFile['models'][number];

const source = 'pools of the models: docs/fleet-file.md';
const autoScalingSource = 'EC2 Auto Scaling User Guide, 2026: warm pools';
const blockSource = 'EC2 User Guide, Capacity Blocks for ML, 2026';

const eachModel = (
  sections: Pick<FleetFile, 'models'>,
  findings: (model: FileModel, path: Path) => readonly Finding[],
): Finding[] => sections.models.flatMap((model, index) => findings(model, ['models', index, 'pools']));

/** Where something was reserved or bought, and where the fleet file says so. */
const statedRegions = ({ baseline, capacityBlocks }: FileModel['pools'], path: Path): [string, Path][] => [
  ...Object.keys(baseline.reservations).map((code): [string, Path] => [
    code,
    [...path, 'baseline', 'reservations', code],
  ]),
  ...capacityBlocks.map(({ region }, index): [string, Path] => [region, [...path, 'capacityBlocks', index, 'region']]),
];

/** Each pool of a group takes only features that are valid together. */
const warmPoolStandsAlone = check(['models'], (sections) =>
  eachModel(sections, ({ pools: { baseline }, instanceTypes }, path) => {
    const { reservations, warmInstances } = baseline;
    if (warmInstances === undefined) {
      return [];
    }
    const withDisks = instanceTypes.filter((name) => (gpuInstanceType(name)?.localNvmeGB ?? 0) > 0);
    return [
      ...(Object.keys(reservations).length === 0
        ? []
        : [
            error([...path, 'baseline', 'warmInstances'], {
              problem:
                'is not possible beside reservations: Auto Scaling takes no warm pool with distribution segments',
              got: warmInstances,
              expected: 'reservations or a warm pool',
              fix: 'remove one of the two',
              source: autoScalingSource,
            }),
          ]),
      ...(withDisks.length === 0
        ? []
        : [
            warning([...path, 'baseline', 'warmInstances'], {
              problem: 'saves little: a stopped instance loses what is on its local disks, weights and compile cache',
              got: withDisks.join(', '),
              expected: 'types without local disks, or instances that run',
              fix: 'raise instancesPerRegion.min instead',
              source: autoScalingSource,
            }),
          ]),
    ];
  }),
);

const placesAreKnown = check(['models', 'regions'], ({ models, regions }) =>
  eachModel({ models }, ({ pools }, path) => {
    const unknown = (code: string, at: Path): Finding[] =>
      regions.includes(code)
        ? []
        : [
            error(at, {
              problem: 'is no region of the fleet',
              got: code,
              expected: `one of ${regions.join(', ')}`,
              fix: didYouMean(code, regions),
              source,
            }),
          ];
    return statedRegions(pools, path).flatMap(([code, at]) => unknown(code, at));
  }),
);

/** Capacity that was bought where the model has no cell would be paid for, never used, and counted nowhere. */
const placesServe = check(['models', 'regions', 'workloads', 'jurisdictions'], ({ models, regions, ...file }) =>
  eachModel({ models }, ({ name, pools }, path) => {
    const serving = modelRegions(file, name);
    const idle = (code: string, at: Path): Finding[] =>
      serving.length === 0 || serving.includes(code) || !regions.includes(code)
        ? []
        : [
            error(at, {
              problem: `is no region in which ${name} serves`,
              got: code,
              expected: `one of ${serving.join(', ')}`,
              fix: 'move it to a model that serves there',
              source,
            }),
          ];
    return statedRegions(pools, path).flatMap(([code, at]) => idle(code, at));
  }),
);

/** A reservation has one instance type in one zone, so only one pool can use it. */
const reservationsAreUsedOnce = check(['models'], ({ models }) => {
  const seen = new Map<string, string>();
  return eachModel({ models }, ({ name, pools }, path) => {
    const ids: [string, Path][] = [
      ...Object.entries(pools.baseline.reservations).flatMap(([code, list]) =>
        list.map((id, index): [string, Path] => [id, [...path, 'baseline', 'reservations', code, index]]),
      ),
      ...pools.capacityBlocks.map(({ id }, index): [string, Path] => [id, [...path, 'capacityBlocks', index, 'id']]),
    ];
    return ids.flatMap(([id, at]) => {
      const first = seen.get(id);
      seen.set(id, first ?? name);
      return first === undefined
        ? []
        : [
            error(at, {
              problem: `is taken, by ${first}`,
              got: id,
              expected: 'each reservation once',
              fix: 'remove one of the two',
              source,
            }),
          ];
    });
  });
});

/** Longest Capacity Block that can be bought, days. */
const maxBlockDays = 182;

const blocksAreWhole = check(['models'], (sections) =>
  eachModel(sections, ({ pools, instanceTypes }, path) =>
    pools.capacityBlocks.flatMap(({ startsAt, endsAt, instanceType }, index) => {
      const at = (field: string): Path => [...path, 'capacityBlocks', index, field];
      const days = (Date.parse(endsAt) - Date.parse(startsAt)) / 86_400_000;
      return [
        ...(days > 0 && days <= maxBlockDays
          ? []
          : [
              error(at('endsAt'), {
                problem: days > 0 ? 'is too long after the beginning' : 'is not after the beginning',
                got: endsAt,
                expected: `within ${maxBlockDays} days after ${startsAt}`,
                fix: 'copy both from the Capacity Block',
                source: blockSource,
              }),
            ]),
        ...(instanceTypes.includes(instanceType)
          ? []
          : [
              error(at('instanceType'), {
                problem: 'is no allowed type of the model',
                got: instanceType,
                expected: `one of ${instanceTypes.join(', ')}`,
                fix: 'allow it, or correct it',
                source,
              }),
            ]),
      ];
    }),
  ),
);

export const poolChecks = [warmPoolStandsAlone, placesAreKnown, placesServe, reservationsAreUsedOnce, blocksAreWhole];

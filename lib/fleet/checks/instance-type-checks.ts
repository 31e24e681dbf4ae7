import { capacityBlockPrice, capacityBlockPricesProvenance } from '../../catalogue/capacity-block-prices';
import { gpuInstanceType, gpuInstanceTypeNames } from '../../catalogue/instance-types';
import { offering, pricesProvenance, regionsOffering } from '../../catalogue/prices';
import { region } from '../../catalogue/regions';
import { error, type Finding } from '../../contract/findings';
import { modelRegions } from '../model-regions';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import { check } from './check';

type FileModel = FleetFile['models'][number];

const source = 'instance types of the models: docs/fleet-file.md';
const instanceTypeSource = 'instance types of the catalogue, lib/catalogue/data/instance-types.json';

function offeringSource(code: string): string {
  const { source: table, date } = pricesProvenance(code);
  return `price and offering table of ${date}: ${table}`;
}

/** A group over fewer zones does not survive the loss of one. */
const minZones = 2;

const instanceTypesKnown = check(['models'], ({ models }) =>
  models.flatMap((model, index) =>
    model.instanceTypes.flatMap((name, position): Finding[] => {
      const path = ['models', index, 'instanceTypes', position];
      const type = gpuInstanceType(name);
      if (type === undefined) {
        return [
          error(path, {
            problem: 'is no known GPU instance type',
            got: name,
            expected: 'a GPU instance type of EC2',
            fix: didYouMean(name, gpuInstanceTypeNames),
            source: instanceTypeSource,
          }),
        ];
      }
      return type.gpuCount % model.tensorParallel === 0
        ? []
        : [
            error(['models', index, 'tensorParallel'], {
              problem: `does not divide the ${type.gpuCount} GPUs of ${name}`,
              got: model.tensorParallel,
              expected: `a divisor of ${type.gpuCount}`,
              fix: 'choose another size or type',
              source: instanceTypeSource,
            }),
          ];
    }),
  ),
);

const offeredAndPriced = check(
  ['models', 'workloads', 'jurisdictions', 'pricesUsdPerHour'],
  ({ models, workloads, jurisdictions, pricesUsdPerHour }) =>
    models.flatMap((model, index) => {
      const regions = modelRegions({ workloads, jurisdictions }, model.name);
      return model.instanceTypes.flatMap((name, position) =>
        regions.flatMap((code): Finding[] => {
          const path = ['models', index, 'instanceTypes', position];
          const offered = offering(name, code);
          if (gpuInstanceType(name) === undefined || region(code) === undefined) {
            return []; // said already, by the check of that list
          }
          if (offered?.zoneIds.length === 0) {
            return [
              error(path, {
                problem: `is sold in ${code}, but in which of its zones was not read`,
                got: name,
                expected: `a type whose zones in ${code} are known`,
                fix: `in a clone and with AWS credentials, run: npx polyregion prices update --region ${code}; or allow another type`,
                source: offeringSource(code),
              }),
            ];
          }
          if (offered === undefined) {
            const where = regionsOffering(name).join(', ') || 'no region of the table';
            return [
              error(path, {
                problem: `is not offered in ${code}`,
                got: name,
                expected: `a type of ${code}`,
                fix: `it is listed in ${where}`,
                source: offeringSource(code),
              }),
            ];
          }
          const priced = pricesUsdPerHour[name]?.[code] ?? offered.onDemandUsdPerHour;
          return priced === undefined
            ? [
                error(path, {
                  problem: `has no published price in ${code}`,
                  got: name,
                  expected: 'a price',
                  fix: `state pricesUsdPerHour: { ${name}: { ${code}: <USD> } }${blockPriceText(name, code)}`,
                  source: offeringSource(code),
                }),
              ]
            : [];
        }),
      );
    }),
);

function blockPriceText(instanceType: string, code: string): string {
  const usd = capacityBlockPrice(instanceType, code);
  const { date } = capacityBlockPricesProvenance;
  return usd === undefined ? '' : `; as a Capacity Block it costs ${usd} USD/h (${date})`;
}

const zonesOf = (instanceType: string, region: string): readonly string[] =>
  offering(instanceType, region)?.zoneIds ?? [];

/** Zones of `region` in which every allowed type is offered. */
export function sharedZones(model: Pick<FileModel, 'instanceTypes'>, region: string): string[] {
  const [first = [], ...others] = model.instanceTypes.map((name) => zonesOf(name, region));
  return first.filter((zone) => others.every((zones) => zones.includes(zone)));
}

const zonesShared = check(['models', 'workloads', 'jurisdictions'], ({ models, workloads, jurisdictions }) =>
  models.flatMap((model, index) =>
    modelRegions({ workloads, jurisdictions }, model.name)
      .filter((code) => model.instanceTypes.every((name) => zonesOf(name, code).length > 0))
      .flatMap((code) => {
        const zones = sharedZones(model, code);
        return zones.length >= minZones
          ? []
          : [
              error(['models', index, 'instanceTypes'], {
                problem: `have ${zones.length === 0 ? 'no Availability Zone' : 'only one Availability Zone'} in common in ${code}`,
                got: model.instanceTypes.map((name) => `${name}: ${zonesOf(name, code).join(', ')}`).join('; '),
                expected: `at least ${minZones} zones that offer every allowed type`,
                fix: 'remove the type that is offered in the fewest zones, or the region',
                source: offeringSource(code),
              }),
            ];
      }),
  ),
);

const instanceTypesAgree = check(['models'], ({ models }) =>
  models.flatMap(({ instanceTypes }, index) =>
    instanceTypes.flatMap((name, position): Finding[] => {
      const path = ['models', index, 'instanceTypes', position];
      if (instanceTypes.indexOf(name) < position) {
        return [
          error(path, { problem: 'is a duplicate', got: name, expected: 'each type once', fix: 'remove it', source }),
        ];
      }
      const gpus = gpuInstanceType(name)?.gpuCount;
      const first = gpuInstanceType(instanceTypes[0] ?? '')?.gpuCount;
      return gpus === first || gpus === undefined || first === undefined
        ? []
        : [
            error(path, {
              problem: `has ${gpus} GPUs and the first type ${first}, so one scaling target cannot fit both`,
              got: name,
              expected: `a type with ${first} GPUs`,
              fix: 'remove it, or put it first and remove the others',
              source,
            }),
          ];
    }),
  ),
);

const pricesAreForKnownTypes = check(['pricesUsdPerHour', 'regions'], ({ pricesUsdPerHour, regions }) =>
  Object.entries(pricesUsdPerHour).flatMap(([name, byRegion]) => {
    const path = ['pricesUsdPerHour', name];
    if (gpuInstanceType(name) === undefined) {
      const expected = 'a GPU instance type of EC2';
      const fix = didYouMean(name, gpuInstanceTypeNames);
      return [
        error(path, { problem: 'is no known GPU instance type', got: name, expected, fix, source: instanceTypeSource }),
      ];
    }
    return Object.keys(byRegion)
      .filter((code) => !regions.includes(code))
      .map((code) =>
        error([...path, code], {
          problem: 'is no region of the fleet',
          got: code,
          expected: `one of ${regions.join(', ')}`,
          fix: didYouMean(code, regions),
          source,
        }),
      );
  }),
);

export const instanceTypeChecks = [
  instanceTypesKnown,
  instanceTypesAgree,
  offeredAndPriced,
  zonesShared,
  pricesAreForKnownTypes,
];

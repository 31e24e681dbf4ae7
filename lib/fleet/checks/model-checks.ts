import { gpuInstanceType, gpuInstanceTypeNames } from '../../catalogue/instance-types';
import { offering, pricesProvenance, regionsOffering } from '../../catalogue/prices';
import { region } from '../../catalogue/regions';
import { error, type Finding } from '../findings';
import { type Architecture, architectureFields } from '../hugging-face-config';
import { didYouMean } from '../nearest';
import type { RelatedFiles } from '../related-files';
import type { FleetFile } from '../schema';
import { check } from './check';

type FileModel = FleetFile['models'][number];

const source = 'models of the fleet file: docs/fleet-file.md';
const instanceTypeSource = 'instance types of the catalogue, lib/catalogue/data/instance-types.json';
const offeringSource = `price and offering table of ${pricesProvenance.date}: ${pricesProvenance.source}`;

/** A group over fewer zones does not survive the loss of one. */
const minZones = 2;

/** The architecture as far as the fleet file and the named config.json give it; what the file states wins. */
export function architectureOf(model: FileModel, related: RelatedFiles): Partial<Architecture> {
  const outcome = model.config === undefined ? undefined : related.architecture(model.config);
  const read: Partial<Architecture> = outcome?.ok ? outcome.value : {};
  return Object.fromEntries(architectureFields.map((field) => [field, model[field] ?? read[field]]));
}

const architectureIsKnown = check(['models'], ({ models }, related) =>
  models.flatMap((model, index) => {
    const outcome = model.config === undefined ? undefined : related.architecture(model.config);
    if (outcome !== undefined && !outcome.ok) {
      const expected = "a Hugging Face config.json of the model's architecture";
      return [
        error(['models', index, 'config'], {
          problem: `cannot be read: ${outcome.reason}`,
          got: model.config,
          expected,
          fix: 'give its path relative to the fleet file',
          source,
        }),
      ];
    }
    const known = architectureOf(model, related);
    return architectureFields
      .filter((field) => known[field] === undefined)
      .map((field) =>
        error(['models', index, field], {
          problem: 'is missing',
          got: undefined,
          expected: 'a whole number, or config: with the path of a config.json',
          fix: `copy it from the model's config.json`,
          source,
        }),
      );
  }),
);

const headsDivide = check(['models'], ({ models }, related) =>
  models.flatMap((model, index) => {
    const { kvHeads } = architectureOf(model, related);
    return kvHeads === undefined || kvHeads % model.tensorParallel === 0 || model.tensorParallel % kvHeads === 0
      ? []
      : [
          error(['models', index, 'tensorParallel'], {
            problem: `does not divide the ${kvHeads} KV heads`,
            got: model.tensorParallel,
            expected: `a divisor of ${kvHeads}`,
            fix: 'choose another size',
            source: 'vLLM tensor parallelism shards by head',
          }),
        ];
  }),
);

const sizesInOrder = check(['models'], ({ models }) =>
  models.flatMap(({ instancesPerRegion: { min, max } }, index) =>
    min === undefined || max === undefined || min <= max
      ? []
      : [
          error(['models', index, 'instancesPerRegion', 'min'], {
            problem: 'is above max',
            got: min,
            expected: `at most ${max}`,
            fix: 'exchange them',
            source,
          }),
        ],
  ),
);

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
      const regions = workloads
        .filter((workload) => workload.model === model.name)
        .flatMap((workload) => jurisdictions[workload.jurisdiction] ?? []);
      return model.instanceTypes.flatMap((name, position) =>
        [...new Set(regions)].flatMap((code): Finding[] => {
          const path = ['models', index, 'instanceTypes', position];
          const offered = offering(name, code);
          if (gpuInstanceType(name) === undefined || region(code) === undefined) {
            return []; // said already, by the check of that list
          }
          if (offered === undefined || offered.zoneIds.length === 0) {
            const where = regionsOffering(name).join(', ') || 'no region of the table';
            return [
              error(path, {
                problem: `is not offered in ${code}`,
                got: name,
                expected: `a type of ${code}`,
                fix: `it is listed in ${where}`,
                source: offeringSource,
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
                  fix: `state pricesUsdPerHour: { ${name}: { ${code}: <USD> } }`,
                  source: offeringSource,
                }),
              ]
            : [];
        }),
      );
    }),
);

/** Zones of `region` in which every allowed type is listed. */
export function sharedZones(model: Pick<FileModel, 'instanceTypes'>, region: string): string[] {
  const [first = [], ...others] = model.instanceTypes.map((name) => offering(name, region)?.zoneIds ?? []);
  return first.filter((zone) => others.every((zones) => zones.includes(zone)));
}

const zonesShared = check(['models', 'workloads', 'jurisdictions'], ({ models, workloads, jurisdictions }) =>
  models.flatMap((model, index) =>
    workloads
      .filter((workload) => workload.model === model.name)
      .flatMap((workload) => jurisdictions[workload.jurisdiction] ?? [])
      .filter((code) => model.instanceTypes.every((name) => (offering(name, code)?.zoneIds.length ?? 0) > 0))
      .flatMap((code) => {
        const zones = sharedZones(model, code);
        return zones.length >= minZones
          ? []
          : [
              error(['models', index, 'instanceTypes'], {
                problem: `share too few zones in ${code}`,
                got: zones,
                expected: `${minZones} zones that list every allowed type`,
                fix: 'drop the type that is offered in one zone only, or the region',
                source: offeringSource,
              }),
            ];
      }),
  ),
);

const limitsFitContext = check(['models', 'workloads'], ({ models, workloads }, related) =>
  workloads.flatMap(({ model: name, maxInputTokens, maxOutputTokens }, index) => {
    const model = models.find((candidate) => candidate.name === name);
    const context = model && architectureOf(model, related).contextTokens;
    return context === undefined || maxInputTokens + maxOutputTokens <= context
      ? []
      : [
          error(['workloads', index, 'maxInputTokens'], {
            problem: `and maxOutputTokens exceed the context of ${name}`,
            got: maxInputTokens + maxOutputTokens,
            expected: `at most ${context} tokens together`,
            fix: 'lower one of the two',
            source,
          }),
        ];
  }),
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

export const modelChecks = [
  limitsFitContext,
  instanceTypesAgree,
  pricesAreForKnownTypes,
  architectureIsKnown,
  headsDivide,
  sizesInOrder,
  instanceTypesKnown,
  offeredAndPriced,
  zonesShared,
];

import type { Layout } from '../architecture/model/architecture';
import { error, type Finding } from '../contract/findings';
import { layoutOf } from '../contract/replica-layout';
import { candidatePlaces, type Wanted, wantedSequences } from './candidate-places';
import { runsNatively } from './checks/gpu-format-checks';
import { longestCompanionText } from './companion-texts';
import { architectureOf } from './known-sizes';
import { modelRegions, modelsOf } from './model-regions';
import type { PlacedModel, WrittenModel } from './placed-model';
import type { RelatedFiles } from './related-files';
import type { WrittenFleet } from './schema';
import { zonesNeeded } from './zones';

/** The models with their layouts and types, and what is wrong with those that have none, or say them twice. */
export interface PlacedModels {
  readonly models: PlacedModel[];
  readonly findings: readonly Finding[];
}

const source = 'models of the fleet file: docs/fleet-file.md';

type Sections = Partial<Pick<WrittenFleet, 'workloads' | 'jurisdictions' | 'regions' | 'pricesUsdPerHour'>>;

interface Placed {
  readonly model: PlacedModel;
  readonly findings: readonly Finding[];
}

/** @param sections those that are well-formed */
export function placedModels(models: readonly WrittenModel[], sections: Sections, related: RelatedFiles): PlacedModels {
  const placed = models.map((model, index) => placedModel(model, index, sections, related));
  return { models: placed.map(({ model }) => model), findings: placed.flatMap(({ findings }) => findings) };
}

function placedModel(written: WrittenModel, index: number, sections: Sections, related: RelatedFiles): Placed {
  const { tensorParallel, parallel, instanceTypes, ...model } = written;
  const twice = parallel !== undefined && tensorParallel !== undefined ? [saidTwice(index, tensorParallel)] : [];
  const layout = statedLayout(written);
  const layoutField = parallel !== undefined ? 'parallel' : layout !== undefined ? 'tensorParallel' : undefined;
  if (layout !== undefined && layoutField !== undefined && instanceTypes !== undefined) {
    return { model: { ...model, ...layout, layoutField, instanceTypes }, findings: twice };
  }
  const architecture = architectureOf(model, related);
  const readField = model.config !== undefined ? 'config' : 'model';
  const unplaced: PlacedModel = {
    ...model,
    ...(layout ?? { tensorParallel: 1 }),
    layoutField: layoutField ?? readField,
    instanceTypes: instanceTypes ?? [],
  };
  if (architecture === undefined) {
    // What is wrong with a config.json, its own check says.
    const isRead = model.memory === undefined && (model.config !== undefined || model.model !== undefined);
    const missing = [
      ...(layout === undefined ? [missingField(index, 'tensorParallel')] : []),
      ...(instanceTypes === undefined ? [missingField(index, 'instanceTypes')] : []),
    ];
    return { model: unplaced, findings: [...twice, ...(isRead ? [] : missing)] };
  }
  const wanted: Wanted = {
    architecture,
    kvPrecision: model.kvPrecision,
    sequenceTokens: longestSequence(model, sections, architecture.context.longestTokens),
    regions: regionsOf(model, sections),
    zonesNeeded: zonesNeeded(model),
    pricesUsdPerHour: sections.pricesUsdPerHour ?? {},
    runsOn: (type) => runsNatively(architecture, model.kvPrecision, type),
    ...(layout !== undefined && { layout }),
    ...(instanceTypes !== undefined && { instanceTypes }),
  };
  const many = candidatePlaces(wanted);
  const sequences = many.length > 0 ? wantedSequences : 1;
  const candidates = many.length > 0 ? many : candidatePlaces(wanted, sequences);
  const [first] = candidates;
  if (first === undefined) {
    return { model: unplaced, findings: [...twice, nowhere(unplaced, index, wanted)] };
  }
  return {
    model: {
      ...unplaced,
      ...first.layout,
      instanceTypes: first.instanceTypes,
      derived: {
        layout: layout === undefined,
        instanceTypes: instanceTypes === undefined,
        reason: reasonFor(wanted, sequences),
        candidates,
      },
    },
    findings: twice,
  };
}

function statedLayout({ tensorParallel, parallel }: WrittenModel): Layout | undefined {
  if (parallel === undefined) {
    return tensorParallel === undefined ? undefined : { tensorParallel };
  }
  const { tensor, data, expert } = parallel;
  return layoutOf({ tensorParallel: tensor, dataParallel: data, expertParallel: expert });
}

/** Where no workload names the model yet, so many tokens are wanted. Assumed, as `models show` does. */
const usualTokens = 8192;

function longestSequence({ name }: WrittenModel, { workloads = [] }: Sections, contextTokens: number): number {
  const lengths = workloads
    .filter((workload) => modelsOf(workload).includes(name))
    .map(({ model, maxInputTokens, maxOutputTokens, retrieval }) =>
      model === name
        ? maxInputTokens + maxOutputTokens
        : longestCompanionText((retrieval?.questionTokens ?? 0) + (retrieval?.passageTokens ?? 0), contextTokens),
    );
  return Math.min(lengths.length === 0 ? usualTokens : Math.max(...lengths), contextTokens);
}

function regionsOf({ name }: WrittenModel, { workloads = [], jurisdictions = {}, regions = [] }: Sections): string[] {
  const own = modelRegions({ workloads, jurisdictions }, name);
  return own.length > 0 ? own : regions;
}

const needsText = ({ sequenceTokens }: Wanted, sequences: number): string =>
  `${sequences} ${sequences === 1 ? 'sequence' : 'sequences'} of ${sequenceTokens} tokens`;

const reasonFor = (wanted: Wanted, sequences: number): string =>
  wanted.instanceTypes === undefined
    ? `types that ${wanted.regions.join(' and ')} ${wanted.regions.length === 1 ? 'offers' : 'offer'} in ${zonesText(wanted)} and that hold ${needsText(wanted, sequences)} a replica`
    : `layouts that hold ${needsText(wanted, sequences)} a replica on ${wanted.instanceTypes.join(' and ')}`;

const zonesText = ({ zonesNeeded: zones }: Wanted): string => (zones === 1 ? 'a zone' : `${zones} zones or more`);

const saidTwice = (index: number, tensorParallel: number): Finding =>
  error(['models', index, 'tensorParallel'], {
    problem: 'stands beside parallel, which says the same',
    got: tensorParallel,
    expected: 'one of the two',
    fix: 'leave it out, and set parallel.tensor',
    source,
  });

const examples = {
  tensorParallel: { expected: 'one of 1, 2, 4, 8 (GPUs: 1, 2, 4 or 8)', fix: 'for example tensorParallel: 4' },
  instanceTypes: { expected: 'a list', fix: 'for example instanceTypes: ["p5.48xlarge","p5en.48xlarge"]' },
} as const;

const missingField = (index: number, field: keyof typeof examples): Finding =>
  error(['models', index, field], {
    problem: 'is missing, and is derived for models alone whose config.json is known',
    got: undefined,
    ...examples[field],
    source,
  });

const nowhere = (model: PlacedModel, index: number, wanted: Wanted): Finding =>
  error(['models', index, wanted.instanceTypes === undefined ? 'instanceTypes' : model.layoutField], {
    problem: `is not stated, and cannot be derived: ${
      wanted.instanceTypes === undefined
        ? `no type that ${wanted.regions.join(' and ')} offer in ${wanted.zonesNeeded} zones at a known price holds`
        : `no layout on ${wanted.instanceTypes.join(' and ')} holds`
    } ${needsText(wanted, 1)}`,
    got: undefined,
    expected: 'an instance that holds one replica; replicas of several instances are not planned yet',
    fix: 'state tensorParallel and instanceTypes, and read what the plan then says of the smallest type that holds the model; or allow zones: { one: why, owner: who }, where large types are offered',
    source,
  });

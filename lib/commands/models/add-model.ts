import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { Command } from 'commander';
import type { Architecture } from '../../architecture/model/architecture';
import { error, type Finding, hasErrors } from '../../contract/findings';
import { candidatePlaces } from '../../fleet/candidate-places';
import { runsNatively } from '../../fleet/checks/gpu-format-checks';
import { addModel, entryYaml, type ModelEntry, regionsIn } from '../../fleet/edit-models';
import { writtenFields } from '../../fleet/placed-model';
import { modelNameOf } from '../../fleet/schema/known-model-entry';
import { findingsText } from '../../report/findings-text';
import { example, jsonOption, jsonText } from '../fleet-option';
import { planTexts, readTexts } from '../read-plan';
import { replaceFile } from '../replace-file';
import { environmentNamed, readWholeFile } from '../whole-fleet-file';
import { type ReadModel, readModel } from './read-model';

interface AddOptions {
  readonly fleet?: string;
  readonly name?: string;
  readonly weights?: string;
  readonly tensorParallel?: string;
  readonly instanceTypes?: string;
  readonly json?: boolean;
}

const source = 'npx polyregion models add --help';

export const addModelCommand = (): Command =>
  new Command('add')
    .description('make a model entry from an id or a config.json: print it, or write it into a fleet file')
    .argument('<model>', 'Hugging Face id of a known model, or the path of a config.json')
    .option('--fleet <path>', 'fleet file to write it into; without it the entry is printed')
    .option('--name <name>', 'name of its cells; without it made of its id')
    .option('--weights <id>', 'Hugging Face id under which clients ask for it; a config.json may hold it')
    .option('--tensor-parallel <count>', 'GPUs of one replica; without it the layout with the fewest that holds it')
    .option('--instance-types <names>', 'EC2 instance types, with commas; without it the cheapest that holds it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion models add Qwen/Qwen3-32B',
        'npx polyregion models add Qwen/Qwen3-32B --fleet fleet.yaml',
        'npx polyregion models add models/mine/config.json --weights my-org/mine --fleet fleet.yaml',
      ),
    )
    .action(add);

function add(asked: string, options: AddOptions): void {
  const read = readModel(asked);
  const { entry, findings } = entryOf(read, options);
  if (entry === undefined || hasErrors(findings)) {
    refuse(findings, options);
    return;
  }
  if (options.fleet === undefined) {
    process.stdout.write(options.json ? jsonText({ entry, written: false, findings }) : `  - ${entryYaml(entry)}\n`);
    return;
  }
  write(options.fleet, entry, options);
}

interface MadeEntry {
  readonly entry?: ModelEntry;
  readonly findings: readonly Finding[];
}

function entryOf({ facts, path, findings }: ReadModel, options: AddOptions): MadeEntry {
  const architecture = facts?.parsed.architecture;
  if (facts === undefined || architecture === undefined) {
    return { findings };
  }
  const weights = options.weights ?? (path === undefined ? undefined : weightsIn(path));
  if (path !== undefined && weights === undefined) {
    return { findings: [...findings, missing('--weights', 'the id of its weights at Hugging Face')] };
  }
  const layout = layoutOf(architecture, options);
  if (layout === undefined) {
    return {
      findings: [
        ...findings,
        missing(
          '--instance-types',
          `types that hold it: no type that ${regionsOf(options.fleet).join(' and ')} offer in two zones holds ${facts.id}, and replicas of several instances are not planned yet`,
        ),
      ],
    };
  }
  const named = options.name ?? (path === undefined ? undefined : modelNameOf(weights ?? facts.id));
  return {
    entry: {
      ...(named !== undefined && { name: named }),
      ...(path === undefined && { model: facts.id }),
      ...(weights !== undefined && { weights }),
      ...(path !== undefined && architecture.task !== 'generate' && { task: architecture.task }),
      ...(path !== undefined && { config: besideFleet(path, options.fleet) }),
      ...layout,
    },
    findings,
  };
}

const missing = (option: string, expected: string): Finding =>
  error([option], { problem: 'is missing', got: undefined, expected, fix: `add ${option}`, source });

/** Older versions of transformers wrote the id into the file. */
function weightsIn(path: string): string | undefined {
  const name = (JSON.parse(readFileSync(path, 'utf8')) as { readonly _name_or_path?: unknown })._name_or_path;
  return typeof name === 'string' && /^[\w.-]+\/[\w.-]+$/.test(name) ? name : undefined;
}

/** Where a model is to be offered, and priced, while it is in no fleet. */
const usualRegions = ['us-east-1'];

/** Longest sequence that a proposal has room for, eight times. Assumed: enough to try a model with several users. */
const usualTokens = 8192;

function layoutOf(
  architecture: Architecture,
  { tensorParallel, instanceTypes, fleet }: AddOptions,
): Pick<ModelEntry, 'tensorParallel' | 'parallel' | 'instanceTypes'> | undefined {
  const types = instanceTypes?.split(',');
  const stated = tensorParallel === undefined ? undefined : { tensorParallel: Number(tensorParallel) };
  const [place] = candidatePlaces({
    architecture,
    kvPrecision: 'bf16',
    sequenceTokens: Math.min(usualTokens, architecture.context.defaultTokens, architecture.context.longestTokens),
    regions: regionsOf(fleet),
    zonesNeeded: 2,
    pricesUsdPerHour: {},
    runsOn: (type) => runsNatively(architecture, 'bf16', type),
    ...(stated && { layout: stated }),
    ...(types && { instanceTypes: types }),
  });
  const layout = stated ?? place?.layout;
  const chosen = types ?? place?.instanceTypes;
  return layout === undefined || chosen === undefined ? undefined : { ...writtenFields(layout), instanceTypes: chosen };
}

function regionsOf(fleet: string | undefined): readonly string[] {
  const texts = fleet !== undefined && existsSync(fleet) ? readTexts(fleet) : undefined;
  const regions = texts !== undefined && 'fleet' in texts ? regionsIn(texts.fleet) : [];
  return regions.length === 0 ? usualRegions : regions;
}

/** Paths of a fleet file are relative to it, with slashes. */
function besideFleet(path: string, fleet: string | undefined): string {
  const way = relative(fleet === undefined ? '.' : dirname(fleet), path);
  return (isAbsolute(way) ? path : way).split(sep).join('/');
}

function write(path: string, entry: ModelEntry, options: AddOptions): void {
  const isThere = existsSync(path) || environmentNamed(path).length > 0;
  const texts = isThere ? readWholeFile(path) : undefined;
  if (texts === undefined || !('fleet' in texts)) {
    refuse(texts ?? [missing('--fleet', `a fleet file at ${path}`)], options);
    return;
  }
  const edited = addModel(texts.fleet, entry);
  if (edited === undefined) {
    refuse([missing('models', 'a list of models with one entry at least, to which another is added')], options);
    return;
  }
  const before = new Set(planTexts(path, texts).findings.map(textOf));
  const fresh = planTexts(path, { ...texts, fleet: edited }).findings.filter((one) => !before.has(textOf(one)));
  const refusals = fresh.filter(({ level }) => level === 'error');
  if (refusals.length > 0) {
    refuse(refusals, options);
    return;
  }
  replaceFile(path, edited);
  if (options.json) {
    process.stdout.write(jsonText({ entry, written: true, findings: fresh }));
    return;
  }
  process.stderr.write(findingsText(fresh));
  process.stdout.write(
    `${path}: ${entryYaml(entry)} is in models; name it in a workload, until then nothing of it is deployed\n`,
  );
}

const textOf = ({ path, message }: Finding): string => `${path} ${message}`;

function refuse(findings: readonly Finding[], { json }: AddOptions): void {
  process.stdout.write(json ? jsonText({ written: false, findings }) : '');
  process.stderr.write(json ? '' : `${findingsText(findings)}models add: nothing was written\n`);
  process.exitCode = 1;
}

import { addressRange, overlap } from '../../contract/address-ranges';
import { error, type Finding, type Path } from '../../contract/findings';
import { didYouMean } from '../nearest';
import type { FleetFile } from '../schema';
import { shapeTraits } from '../shape-traits';
import { type ShortTier, tiersWhenShort } from '../when-short';
import { check } from './check';

const source = 'docs/gateway.md, tiers';

type File = Pick<FleetFile, 'workloads' | 'models' | 'jurisdictions' | 'gateway' | 'network'>;
type Workload = FleetFile['workloads'][number];

const fault = (path: Path, problem: string, got: unknown, expected: string, fix: string): Finding =>
  error(path, { problem, got, expected, fix, source });

/** Networks whose addresses overlap cannot be connected. */
function siblingFindings({ gateway, network, jurisdictions }: File, { jurisdiction }: Workload, path: Path): Finding[] {
  const regions = jurisdictions[jurisdiction] ?? [];
  if (regions.length < 2) {
    return [fault(path, `has no sibling: ${jurisdiction} has one region`, 'siblings', 'two regions', 'remove it')];
  }
  if (gateway?.peering === false) {
    return [
      fault(
        path,
        'needs a way to the other regions, and gateway.peering is false',
        'siblings',
        'peering: true',
        'remove it, or allow peering',
      ),
    ];
  }
  const ranges = regions.map((code) => addressRange(network.vpcCidrs[code] ?? ''));
  const isDistinct = ranges.every(
    (range, index) =>
      range !== undefined && ranges.slice(0, index).every((other) => other !== undefined && !overlap(range, other)),
  );
  return isDistinct
    ? []
    : [
        fault(
          path,
          `needs connected networks, and those of ${regions.join(', ')} have no address ranges of their own`,
          regions.map((code) => network.vpcCidrs[code] ?? 'none stated').join(', '),
          'a range for each region in network.vpcCidrs',
          `for example network: { vpcCidrs: { ${regions.map((code, index) => `${code}: 10.${index}.0.0/16`).join(', ')} } }; or gateway: { peering: false }, without spill`,
        ),
      ];
}

function degradeFindings({ workloads, models }: File, workload: Workload, name: string, path: Path): Finding[] {
  const others = workloads.filter((one) => one.name !== workload.name && shapeTraits[one.shape].hasHostName);
  const other = others.find((one) => one.name === name);
  if (other === undefined) {
    const names = others.map((one) => one.name);
    return [
      fault(
        path,
        'names no other workload whose clients wait for answers',
        name,
        names.length === 0 ? 'another workload' : `one of ${names.join(', ')}`,
        names.length === 0 ? 'remove it' : didYouMean(name, names),
      ),
    ];
  }
  const task = models.find((model) => model.name === other.model)?.task ?? 'generate';
  const tooShort = (['maxInputTokens', 'maxOutputTokens'] as const).find((field) => other[field] < workload[field]);
  return [
    ...(other.jurisdiction === workload.jurisdiction
      ? []
      : [
          fault(
            path,
            `leads out of ${workload.jurisdiction}`,
            other.jurisdiction,
            'the same jurisdiction',
            'remove it',
          ),
        ]),
    ...(other.model === workload.model
      ? [fault(path, 'has the same model, which is as full', other.model, 'another model', 'remove it')]
      : []),
    ...(task === 'generate'
      ? []
      : [fault(path, `has a model that does not answer: its task is ${task}`, other.model, 'generate', 'remove it')]),
    ...(tooShort === undefined
      ? []
      : [
          fault(
            path,
            `would refuse the longest requests: its ${tooShort} is lower`,
            other[tooShort],
            `at least ${workload[tooShort]}`,
            `raise ${tooShort} of ${name}, or name another workload`,
          ),
        ]),
  ];
}

function providerFindings({ gateway }: File, workload: Workload, name: string, path: Path): Finding[] {
  const providers = gateway?.providers ?? [];
  const provider = providers.find((one) => one.name === name);
  const names = providers.map((one) => one.name);
  return provider === undefined
    ? [
        fault(
          path,
          'names no provider of the gateway',
          name,
          names.length === 0 ? 'an entry of gateway.providers' : `one of ${names.join(', ')}`,
          names.length === 0 ? 'add it there' : didYouMean(name, names),
        ),
      ]
    : provider.jurisdiction === workload.jurisdiction
      ? []
      : [
          fault(
            path,
            `leads out of ${workload.jurisdiction}`,
            provider.jurisdiction,
            'a provider of the same jurisdiction',
            'remove it, or name another provider',
          ),
        ];
}

function tierFindings(file: File, workload: Workload, tier: ShortTier, path: Path): Finding[] {
  if (tier === 'siblings') {
    return siblingFindings(file, workload, path);
  }
  return 'degrade' in tier
    ? degradeFindings(file, workload, tier.degrade, [...path, 'degrade'])
    : providerFindings(file, workload, tier.provider, [...path, 'provider']);
}

export const whenShortChecks = [
  check(['workloads', 'models', 'jurisdictions', 'gateway', 'network'], (file) =>
    file.workloads.flatMap((workload, index): Finding[] => {
      const path = ['workloads', index, 'whenShort'];
      const { whenShort, shape } = workload;
      if (whenShort !== undefined && (file.gateway === undefined || !shapeTraits[shape].hasHostName)) {
        return [
          file.gateway === undefined
            ? fault(path, 'needs a gateway, and the fleet has none', whenShort, 'gateway: {}', 'add it, or remove this')
            : fault(path, 'moves requests of clients, and a batch has none', whenShort, 'no whenShort', 'remove it'),
        ];
      }
      const tiers = tiersWhenShort(file, workload);
      const texts = tiers.map((tier) => JSON.stringify(tier));
      return tiers.flatMap((tier, place) => [
        ...tierFindings(file, workload, tier, [...path, place]),
        ...(texts.indexOf(texts[place] ?? '') < place
          ? [fault([...path, place], 'is listed twice', tier, 'each tier once', 'remove it')]
          : []),
      ]);
    }),
  ),
];

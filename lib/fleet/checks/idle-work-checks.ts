import { error, type Finding, type Path, warning } from '../../contract/findings';
import type { FleetFile } from '../schema';
import { shapeTraits } from '../shape-traits';
import { check } from './check';

type FileWorkload = FleetFile['workloads'][number];
type Jurisdictions = FleetFile['jurisdictions'];

const source = 'idle capacity: docs/fleet-file.md';

const lengthOf = ({ maxInputTokens, maxOutputTokens }: FileWorkload): number => maxInputTokens + maxOutputTokens;

const regionsOf = ({ jurisdiction }: FileWorkload, jurisdictions: Jurisdictions): readonly string[] =>
  jurisdictions[jurisdiction] ?? [];

/** Workloads of the same model in a region of the batch, for which instances are bought. */
const hostsOf = (
  batch: FileWorkload,
  workloads: readonly FileWorkload[],
  jurisdictions: Jurisdictions,
): FileWorkload[] =>
  workloads.filter(
    (other) =>
      other !== batch &&
      other.model === batch.model &&
      shapeTraits[other.shape].sharesCells &&
      regionsOf(other, jurisdictions).some((region) => regionsOf(batch, jurisdictions).includes(region)),
  );

/** The fields that only a batch has, and the one that only idle work has. */
const fieldsFitShape = check(['workloads'], ({ workloads }) =>
  workloads.flatMap(({ shape, capacity, phase }, index): Finding[] => {
    const needless = (field: 'capacity' | 'phase', got: string, expected: string): Finding =>
      error(['workloads', index, field], {
        problem: field === 'capacity' ? `is for batch-inference only, this is ${shape}` : 'is for idle capacity only',
        got,
        expected,
        fix: 'remove it, or change the workload',
        source,
      });
    return [
      ...(capacity === undefined || shape === 'batch-inference' ? [] : [needless('capacity', capacity, 'no capacity')]),
      ...(phase === undefined || (shape === 'batch-inference' && capacity === 'idle')
        ? []
        : [needless('phase', phase, 'no phase, or a batch with capacity: idle')]),
    ];
  }),
);

const hostsExist = check(['workloads', 'jurisdictions'], ({ workloads, jurisdictions }) =>
  workloads.flatMap((batch, index): Finding[] => {
    if (!isIdleBatch(batch)) {
      return [];
    }
    const hosts = hostsOf(batch, workloads, jurisdictions);
    const at = (field: string): Path => ['workloads', index, field];
    if (hosts.length === 0) {
      const known = workloads.filter(({ shape }) => shapeTraits[shape].sharesCells);
      return [
        error(at('capacity'), {
          problem: `finds nothing idle: no workload that people wait for uses ${batch.model} in a region of ${batch.jurisdiction}`,
          got: 'idle',
          expected: `a model of such a workload: ${known.map(({ name, model }) => `${model} of ${name}`).join(', ') || 'there is none'}`,
          fix: 'name the model of a workload that serves there, or write capacity: own',
          source,
        }),
      ];
    }
    return [
      ...tooLong(batch, hosts, at),
      ...tooManyImages(batch, hosts, at),
      ...secondOne(batch, workloads, jurisdictions, index, at),
      ...unused(batch, at),
    ];
  }),
);

const isIdleBatch = ({ shape, capacity }: FileWorkload): boolean => shape === 'batch-inference' && capacity === 'idle';

/** The engines keep the limits of the workloads that people wait for. */
function tooLong(batch: FileWorkload, hosts: readonly FileWorkload[], at: (field: string) => Path): Finding[] {
  const longest = hosts.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  return lengthOf(batch) <= lengthOf(longest)
    ? []
    : [
        error(at('maxInputTokens'), {
          problem: `makes requests longer than the engines take, whose limit is that of ${longest.name}`,
          got: lengthOf(batch),
          expected: `at most ${lengthOf(longest)} tokens of input and output together`,
          fix: `lower maxInputTokens or maxOutputTokens, or raise those of ${longest.name}`,
          source,
        }),
      ];
}

function tooManyImages(
  { maxImages = 0 }: FileWorkload,
  hosts: readonly FileWorkload[],
  at: (field: string) => Path,
): Finding[] {
  const most = Math.max(...hosts.map((host) => host.maxImages ?? 0));
  return maxImages <= most
    ? []
    : [
        error(at('maxImages'), {
          problem: 'is more than the workloads that share its engines have',
          got: maxImages,
          expected: `at most ${most}`,
          fix: `lower it, or raise maxImages of ${hosts.map(({ name }) => name).join(' or ')}`,
          source,
        }),
      ];
}

/** Two batches in one cell would each be planned with the whole of what is idle. */
function secondOne(
  batch: FileWorkload,
  workloads: readonly FileWorkload[],
  jurisdictions: Jurisdictions,
  index: number,
  at: (field: string) => Path,
): Finding[] {
  const first = workloads
    .slice(0, index)
    .find(
      (other) =>
        isIdleBatch(other) &&
        other.model === batch.model &&
        regionsOf(other, jurisdictions).some((region) => regionsOf(batch, jurisdictions).includes(region)),
    );
  return first === undefined
    ? []
    : [
        error(at('capacity'), {
          problem: `is taken: ${first.name} already runs on what ${batch.model} leaves idle there`,
          got: 'idle',
          expected: 'one batch on the idle capacity of a cell',
          fix: `add its demand to ${first.name}, or write capacity: own and a model entry of its own`,
          source,
        }),
      ];
}

/** Fields of a workload that decide nothing where no instance is bought for it. */
const unused = (batch: FileWorkload, at: (field: string) => Path): Finding[] =>
  (['users', 'confidence'] as const)
    .filter((field) => batch[field] !== undefined)
    .map((field) =>
      warning(at(field), {
        problem:
          field === 'users'
            ? 'is not used: its requests run in whichever region has idle capacity'
            : 'is not used: the workloads that share its cells decide',
        got: typeof batch[field] === 'string' ? batch[field] : Object.keys(batch[field] ?? {}).join(', '),
        expected: `no ${field}`,
        fix: 'remove it',
        source,
      }),
    );

const isSimulated = check(['workloads', 'sizing'], ({ workloads, sizing }) =>
  workloads.flatMap((batch, index) =>
    !isIdleBatch(batch) || sizing === 'simulated'
      ? []
      : [
          error(['workloads', index, 'capacity'], {
            problem: 'needs simulated sizes: only a simulation shows that the requests beside it keep their promises',
            got: sizing,
            expected: 'sizing: simulated',
            fix: 'write sizing: simulated in the fleet file, or capacity: own',
            source,
          }),
        ],
  ),
);

export const idleWorkChecks = [fieldsFitShape, hostsExist, isSimulated];

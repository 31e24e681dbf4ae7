import type { StrippedStack } from '../strip/strip-assembly';
import { type EmulatorName, stripList } from '../strip/strip-list';

/** How many resources of one type the emulators hold. */
export interface TypeCoverage {
  readonly type: string;
  /** Resources of the type in all stacks of the fleet. */
  readonly resources: number;
  /** How many of them each emulator holds. */
  readonly on: Readonly<Record<EmulatorName, number>>;
  /** Number of resources that at least one emulator holds. */
  readonly held: number;
  /** Why an emulator does not hold the resources, and how they are checked instead. */
  readonly notes: readonly string[];
}

export type StrippedStacks = Readonly<
  Record<EmulatorName, readonly Pick<StrippedStack, 'name' | 'original' | 'removed'>[]>
>;

const onMetricMath = ' (metric math)';

/** Alarms on metric math count as a type of their own, because no emulator's CloudFormation holds them. */
export const typeOf = ({
  Type,
  Properties = {},
}: {
  Type: string;
  Properties?: Readonly<Record<string, unknown>>;
}): string => (Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties ? `${Type}${onMetricMath}` : Type);

/** The coverage of each resource type, over all stacks. */
export function coverage(stacks: StrippedStacks): TypeCoverage[] {
  const isHeld = (emulator: EmulatorName, stack: string, logicalId: string): boolean =>
    stacks[emulator].find(({ name }) => name === stack)?.removed.has(logicalId) === false;
  const rows = stacks.ministack.flatMap(({ name, original }) =>
    Object.entries(original.Resources).map(([logicalId, resource]) => ({
      type: typeOf(resource),
      moto: isHeld('moto', name, logicalId),
      ministack: isHeld('ministack', name, logicalId),
    })),
  );
  return [...new Set(rows.map(({ type }) => type))].sort().map((type) => {
    const ofType = rows.filter((row) => row.type === type);
    const count = (holds: (row: (typeof rows)[number]) => boolean): number => ofType.filter(holds).length;
    return {
      type,
      resources: ofType.length,
      on: { moto: count(({ moto }) => moto), ministack: count(({ ministack }) => ministack) },
      held: count(({ moto, ministack }) => moto || ministack),
      notes: notesOn(type),
    };
  });
}

const notesOn = (type: string): string[] =>
  stripList.flatMap((row) =>
    row.strip === 'resource' &&
    row.type === type.replace(onMetricMath, '') &&
    (row.having === undefined || type.endsWith(onMetricMath))
      ? [`${row.emulator}: ${row.reason}; ${row.checkedBy}`]
      : [],
  );

/** Share of all resources that at least one emulator holds, 0–1. */
export function heldRatio(types: readonly TypeCoverage[]): number {
  const sum = (pick: (row: TypeCoverage) => number): number => types.reduce((total, row) => total + pick(row), 0);
  return sum(({ held }) => held) / sum(({ resources }) => resources);
}

import { coverage, type TypeCoverage, typeOf } from '../../local/deploy/coverage';
import { type EmulatorName, rowsOf } from '../../local/strip/strip-list';
import { stripTemplate } from '../../local/strip/strip-template';
import type { Template } from '../../local/strip/template';

/** A synthesized stack. */
export interface NamedTemplate {
  readonly name: string;
  readonly template: Template;
}

/** A fleet, or a variant of one, with the stacks synthesized from it. */
export interface SynthesizedFleet {
  readonly path: string;
  readonly stacks: readonly NamedTemplate[];
}

/** How much of a fleet the emulators would hold, computed from the strip list alone, without a deployment. */
export function templateCoverage(stacks: readonly NamedTemplate[]): TypeCoverage[] {
  const stripped = (emulator: EmulatorName) =>
    stacks.map(({ name, template }) => ({
      name,
      original: template,
      removed: stripTemplate(template, rowsOf(emulator)).removed,
    }));
  return coverage({ ministack: stripped('ministack'), moto: stripped('moto') });
}

/** Resource types that the first fleet does not have, each with the fleets that have it. */
export function typesBesides(
  { stacks }: Pick<SynthesizedFleet, 'stacks'>,
  others: readonly SynthesizedFleet[],
): ReadonlyMap<string, string[]> {
  const there = typesOf(stacks);
  const besides = new Map<string, string[]>();
  for (const { path, stacks: of } of others) {
    for (const type of [...typesOf(of)].filter((one) => !there.has(one))) {
      besides.set(type, [...(besides.get(type) ?? []), path]);
    }
  }
  return new Map([...besides].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const typesOf = (stacks: readonly NamedTemplate[]): Set<string> =>
  new Set(stacks.flatMap(({ template }) => Object.values(template.Resources).map(typeOf)));

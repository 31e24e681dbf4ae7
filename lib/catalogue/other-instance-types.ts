import table from './data/other-instance-types.json';

/** Why a fleet cannot use a type with accelerators. */
export type ReasonAgainst =
  | 'neuron'
  | 'not-nvidia'
  | 'retired'
  | 'fractional'
  | 'arm'
  | 'bare-metal'
  | 'ultraserver'
  | 'no-gpu';

export interface OtherInstanceType {
  readonly accelerator: string;
  readonly reason: ReasonAgainst;
}

const byName = new Map(
  (table.rows as [string, string, ReasonAgainst][]).map(([name, accelerator, reason]) => [
    name,
    { accelerator, reason },
  ]),
);

/** Families of which later members are told by their name, and those without an accelerator. */
const byFamily: readonly (readonly [RegExp, OtherInstanceType])[] = [
  [/^inf\d/, { accelerator: 'AWS Inferentia', reason: 'neuron' }],
  [/^trn\d/, { accelerator: 'AWS Trainium', reason: 'neuron' }],
  [/^dl\d/, { accelerator: 'no NVIDIA GPU', reason: 'not-nvidia' }],
  [/^(vt|f)\d/, { accelerator: 'no NVIDIA GPU', reason: 'not-nvidia' }],
  [/^([acdhimrtxz]|mac|hpc|im|is|u)\d\w*(-\w+)?\.\w+$/, { accelerator: 'no GPU', reason: 'no-gpu' }],
];

/** What is known of a type that fleets cannot use; undefined for those that they can, and for names that are no type. */
export const otherInstanceType = (name: string): OtherInstanceType | undefined =>
  byName.get(name) ?? byFamily.find(([family]) => family.test(name))?.[1];

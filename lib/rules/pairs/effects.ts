/** What a deployment does to a resource, or why CloudFormation or a service refuses it. */
export interface Effect {
  readonly kind: EffectKind;
  readonly stack: string;
  readonly type: string;
  readonly logicalId: string;
  /** For a refusal: the rule that refuses. */
  readonly why?: string;
  /** Where AWS states that rule. */
  readonly source?: string;
}

/** From the mildest to the worst. `refreshes` gives the instances of a group a new template, a few at a time. */
export const effectKinds = ['adds', 'updates', 'refreshes', 'removes', 'replaces', 'refused'] as const;

export type EffectKind = (typeof effectKinds)[number];

export type Verdict = 'unchanged' | 'updates in place' | 'removes' | 'replaces' | 'refused';

const verdicts: Readonly<Record<EffectKind, Verdict>> = {
  adds: 'updates in place',
  updates: 'updates in place',
  refreshes: 'updates in place',
  removes: 'removes',
  replaces: 'replaces',
  refused: 'refused',
};

/** The worst effect decides. */
export function verdictOf(effects: readonly Effect[]): Verdict {
  const worst = Math.max(-1, ...effects.map(({ kind }) => effectKinds.indexOf(kind)));
  return worst < 0 ? 'unchanged' : verdicts[effectKinds[worst] as EffectKind];
}

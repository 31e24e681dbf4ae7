/** The units of budgets, tags and spending alarms. */
export const phases = ['training', 'evaluation', 'serving'] as const;

export type Phase = (typeof phases)[number];

/** Values of the phase tag: `shared` marks what every phase uses, such as networks and alarms. */
export const phaseTagValues = [...phases, 'shared'] as const;

export type PhaseTagValue = (typeof phaseTagValues)[number];

/** Under this value the burn meter counts instances that carry no phase tag at all. */
export const untaggedPhase = 'untagged';

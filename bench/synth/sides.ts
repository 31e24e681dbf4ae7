/** One kind of synth to measure: a program of this folder, run in a process of its own. */
export interface Side {
  readonly program: 'fleet-side' | 'bare-side';
  readonly regions: number;
  /** With the rules of cdk-nag. Polyregion's side also runs its own rules, as the shipped app does. */
  readonly nag?: boolean;
  /** With the CloudFormation validation that CDK runs unless told otherwise. */
  readonly validation?: boolean;
}

/** Every round runs them in this order. */
export const sides = {
  fleet2: { program: 'fleet-side', regions: 2 },
  bare2: { program: 'bare-side', regions: 2 },
  bare2Nag: { program: 'bare-side', regions: 2, nag: true },
  fleet2Nag: { program: 'fleet-side', regions: 2, nag: true },
  fleet6: { program: 'fleet-side', regions: 6 },
  fleet12: { program: 'fleet-side', regions: 12 },
  bare12: { program: 'bare-side', regions: 12 },
  bare12Nag: { program: 'bare-side', regions: 12, nag: true },
  fleet12Nag: { program: 'fleet-side', regions: 12, nag: true },
  fleet12Validated: { program: 'fleet-side', regions: 12, nag: true, validation: true },
} as const satisfies Record<string, Side>;

export type SideName = keyof typeof sides;

export const sideNames = Object.keys(sides) as SideName[];

import type { Summary } from './summary';

export interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly target: string;
  readonly passed: boolean;
}

/** Ratios. A published simulator, BLIS, is off by 7.1 % on inter-token latency. */
const maxMedianError = 0.1;
const minCoverage = 0.8;

export const verdicts = ({ perOutputToken, firstToken }: Summary): Verdict[] => [
  {
    what: 'median TPOT error, held out',
    value: perOutputToken.median,
    target: `≤ ${maxMedianError}`,
    passed: perOutputToken.median <= maxMedianError,
  },
  ...(
    [
      ['TPOT', perOutputToken],
      ['TTFT', firstToken],
    ] as const
  ).map(([name, { coverage }]) => ({
    what: `held-out points inside the ${name} range`,
    value: coverage,
    target: `≥ ${minCoverage}`,
    passed: coverage >= minCoverage,
  })),
];

import type { Broken } from './evaluator';
import type { Placement } from './placement';

/** A placement with the instances of its cells. */
export interface SizedPlacement {
  readonly placement: Placement;
  /** The cells that clients wait for. */
  readonly cells: readonly { readonly region: string; readonly instances: number }[];
  /** GPU instances of the model, at list or negotiated prices. */
  readonly usdPerMonth: number;
}

/** One that breaks a promise. */
export interface BrokenPlacement extends SizedPlacement {
  /** Where the promise breaks. */
  readonly region: string;
  readonly broken: Broken;
}

/** One that keeps every promise. */
export interface ModelChoice extends SizedPlacement {
  readonly givesUp: readonly GivenUp[];
  /** The dearest that would cost no more. */
  readonly nextCheaper?: BrokenPlacement;
}

/** What the fleet file has and a choice has not, or less of it. */
export type GivenUp =
  | { readonly kind: 'fallback types'; readonly from: number; readonly to: number }
  | { readonly kind: 'cache in 16 bits' }
  | { readonly kind: 'narrow range'; readonly gpu: string; readonly ratio: number }
  | { readonly kind: 'short cold start'; readonly fromSeconds: number; readonly toSeconds: number }
  | { readonly kind: 'spare instances'; readonly region: string; readonly from: number; readonly to: number };

export interface ModelOptimization {
  readonly model: string;
  readonly candidates: number;
  /** Those candidates whose memory or latency no number of instances would mend. */
  readonly unfit: number;
  readonly simulations: number;
  readonly today: SizedPlacement & Partial<Pick<BrokenPlacement, 'region' | 'broken'>>;
  /** The cheapest first; where today keeps every promise, those alone that cost no more. */
  readonly choices: readonly ModelChoice[];
}

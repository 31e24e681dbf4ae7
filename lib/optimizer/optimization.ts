import type { Broken } from './evaluator';
import type { Placement } from './placement';
import type { SettingChange } from './setting-change';

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
  /** Until an instance answers, at the slow end of its slowest type. */
  readonly coldStartSeconds: number;
  /** The dearest that would cost no more. */
  readonly nextCheaper?: BrokenPlacement;
}

/** What the fleet file has and a choice has not, or less of it. */
export type GivenUp =
  | { readonly kind: 'fallback types'; readonly from: number; readonly to: number }
  | { readonly kind: 'cache in 16 bits' }
  /** vCPUs beside each GPU, for tokenizing, images and the engine itself. */
  | { readonly kind: 'processors'; readonly from: number; readonly to: number }
  | { readonly kind: 'narrow range'; readonly gpu: string; readonly ratio: number }
  | { readonly kind: 'short cold start'; readonly fromSeconds: number; readonly toSeconds: number }
  | { readonly kind: 'spare instances'; readonly region: string; readonly from: number; readonly to: number };

/** What a plan changes besides how models are placed, and what that gives up. */
export interface ChosenChange {
  readonly change: SettingChange;
  readonly givesUp: readonly SettingLoss[];
}

/** What someone gives up with a changed setting. */
export type SettingLoss =
  /** A region in which stacks, weights, images and quotas are already. */
  | { readonly kind: 'what stands there'; readonly region: string; readonly next: string | undefined }
  | { readonly kind: 'nearness'; readonly workload: string; readonly fromMs: number; readonly toMs: number }
  /** Regions that survive the loss of one. */
  | {
      readonly kind: 'regions left after a loss';
      readonly jurisdiction: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'recovery time';
      readonly workload: string;
      readonly fromSeconds: number;
      readonly toSeconds: number;
      readonly promisedSeconds: number;
    }
  /** Instances that nothing interrupts. */
  | { readonly kind: 'on demand'; readonly model: string };

export interface ModelOptimization {
  readonly model: string;
  /** Over all settings. */
  readonly candidates: number;
  /** Those candidates whose memory or latency no number of instances would mend. */
  readonly unfit: number;
  readonly simulations: number;
  readonly today: SizedPlacement & Partial<Pick<BrokenPlacement, 'region' | 'broken'>>;
  /** The cheapest first; where today keeps every promise, those alone that cost no more. */
  readonly choices: readonly ModelChoice[];
}

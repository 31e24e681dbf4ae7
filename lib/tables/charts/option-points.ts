import type { WorkloadOptions } from '../../plan/capacity/options';
import { type Labelled, labelledDominated, labelledFront } from '../options/option-labels';

/** Cost against speed: what is on the front, and what an option of the front beats. */
export interface OptionPoints {
  readonly title: string;
  readonly front: readonly OptionPoint[];
  readonly dominated: readonly OptionPoint[];
}

export interface OptionPoint {
  /** Ties the point to its row in the tables. */
  readonly label: string;
  readonly instanceType: string;
  readonly allowed: boolean;
  /** Time for one output token. */
  readonly milliseconds: number;
  /** Cost of 10⁶ output tokens. */
  readonly usd: number;
}

export const optionPoints = (options: WorkloadOptions): OptionPoints => ({
  title: `${options.workload}: cost of 10⁶ output tokens against TPOT; numbers and letters are the rows of the tables below`,
  front: labelledFront(options).map(point),
  dominated: labelledDominated(options).map(point),
});

const point = ({ label, option }: Labelled): OptionPoint => ({
  label,
  instanceType: option.instanceType,
  allowed: option.allowed,
  milliseconds: option.timePerOutputTokenSeconds.value * 1000,
  usd: option.usdPerMillionOutputTokens.value,
});

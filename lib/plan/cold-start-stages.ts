import type { Figure } from './figure';

/** From the launch of an instance until its model answers, by stage, in the order in which they pass. */
export interface ColdStartStages {
  readonly launch: Figure;
  readonly boot: Figure;
  readonly image: Figure;
  readonly weights: Figure;
  readonly loadToGpu: Figure;
  readonly compile: Figure;
  readonly graphCapture: Figure;
  readonly warmUp: Figure;
  readonly registration: Figure;
}

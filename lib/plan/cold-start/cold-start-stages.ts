import type { ColdStartStage } from '../../contract/cold-start';
import type { Figure } from '../../figures/figure';

/** From the launch of an instance until its model answers, by stage. */
export type ColdStartStages = Readonly<Record<ColdStartStage, Figure>>;

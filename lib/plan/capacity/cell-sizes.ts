import type { PoolSizing } from '../../contract/pool-sizing';
import type { Figure } from '../../figures/figure';

/** How many instances a cell has; minimum and maximum are those of its baseline. */
export interface CellSizes extends Pick<PoolSizing<Figure>, 'minInstances' | 'maxInstances'> {
  /** What its own users need at peak while all regions are well. */
  readonly ownInstances: Figure;
  /** Spot instances that the shape of its workload needs, besides those that the fleet file allows. */
  readonly spotMaxInstances?: Figure;
}

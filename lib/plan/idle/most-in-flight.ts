import { belowRatio } from '../../simulation/target-tracking';
import type { CellPlan } from '../capacity/cell';

/**
 * Requests in flight on one engine up to which a batch may fill it. Target tracking counts the batch, too, so that the batch
 * alone must neither launch an instance nor keep one: with one instance more than the minimum, all filled by it, the group
 * is to shrink.
 *
 * @param engines of one instance
 */
export function mostInFlight(
  { targetRequestsInFlight, minInstances }: Pick<CellPlan, 'targetRequestsInFlight' | 'minInstances'>,
  engines: number,
): number {
  const { value: target } = targetRequestsInFlight;
  const { value: least } = minInstances;
  const shrinks = Math.floor((target * least) / (least + 1));
  const isBelow = Math.ceil(target * belowRatio) - 1;
  return Math.max(0, Math.floor(Math.min(shrinks, isBelow) / engines));
}

import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import type { Review } from './review-cells';

/**
 * Publishes what was found. Lambda repeats an event that fails: data points that were published are published again, and
 * change nothing.
 *
 * @throws Error naming the cells that were not reviewed, never the text of AWS
 */
export async function publishReview(publish: PublishMetrics, review: () => Promise<Review>): Promise<void> {
  let failures: readonly string[];
  try {
    const found = await review();
    failures = found.failures;
    await publish(found.metrics);
  } catch (error) {
    failures = [nameOfError(error)];
  }
  if (failures.length > 0) {
    throw new Error(`cells: not reviewed, ${failures.join(', ')}`);
  }
}

import { nameOfError } from '../../programs/name-of-error';
import type { Context } from '../instance/context';
import { readTargetState } from '../instance/lifecycle';
import { type DrainCause, drainCause } from './drain-cause';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html every five seconds, read 2026-11-25 */
const pollSeconds = 5;

/** Waits until the instance must leave. Metadata that do not answer move nothing. */
export async function awaitDrainCause(context: Context): Promise<DrainCause> {
  const { clock, log, metadata, instance } = context;
  let recommended = false;
  for (;;) {
    try {
      const notice = instance.spot ? await metadata.read('meta-data/spot/instance-action') : undefined;
      const cause = drainCause(notice, await readTargetState(metadata));
      if (cause !== undefined) {
        return cause;
      }
      if (instance.spot && !recommended) {
        recommended = (await metadata.read('meta-data/events/recommendations/rebalance')) !== undefined;
        if (recommended) {
          log('rebalance recommended');
        }
      }
    } catch (thrown) {
      log('retrying', { what: 'notices', problem: nameOfError(thrown) });
    }
    await clock.sleep(pollSeconds);
  }
}

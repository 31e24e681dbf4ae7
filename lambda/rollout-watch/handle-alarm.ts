import { poolGroupNames } from '../../lib/contract/names';
import { nameOfError } from '../../programs/name-of-error';
import type { RingingAlarm } from './read-alarm-event';
import { type RolloutPorts, stopRollout } from './stop-rollout';

/**
 * Stops the rollout of the alarm's cell and reports the outcome in the log.
 *
 * @throws Error naming the alarm, never the text of AWS
 */
export async function handleAlarm(ports: RolloutPorts, fleet: string, alarm: RingingAlarm): Promise<void> {
  try {
    const outcome = await stopRollout(ports, poolGroupNames(fleet, [alarm.model]));
    console.info(JSON.stringify({ ...alarm, ...outcome }));
  } catch (error) {
    throw new Error(`${alarm.alarmName}: rollout not stopped, ${nameOfError(error)}`);
  }
}

import * as z from 'zod/mini';
import { modelOfRolloutAlarm } from '../../lib/contract/rollout';

/** "CloudWatch Alarm State Change" of EventBridge, as far as it is read. */
const alarmEvent = z.object({
  detail: z.object({
    alarmName: z.string(),
    state: z.object({ value: z.string() }),
  }),
});

export interface RingingAlarm {
  readonly alarmName: string;
  /** Whose rollout it stops. */
  readonly model: string;
}

/** The alarm of a cell that has begun to ring; undefined for every other event. */
export function readAlarmEvent(event: unknown, fleet: string, models: readonly string[]): RingingAlarm | undefined {
  const { success, data } = alarmEvent.safeParse(event);
  if (!success || data.detail.state.value !== 'ALARM') {
    return undefined;
  }
  const { alarmName } = data.detail;
  const model = modelOfRolloutAlarm(alarmName, fleet, models);
  return model === undefined ? undefined : { alarmName, model };
}

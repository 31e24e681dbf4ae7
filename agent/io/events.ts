import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type AgentEvents, agentEventSource } from '../../lib/contract/agent-events';
import { awsAnswerSeconds } from './answer-limit';
import type { Clock } from './clock';

/** @throws Error when EventBridge did not take it */
export type SendEvent = <Type extends keyof AgentEvents>(detailType: Type, detail: AgentEvents[Type]) => Promise<void>;

export function eventSender(region: string, clock: Clock): SendEvent {
  const client = new EventBridgeClient({ region });
  return async (DetailType, detail) => {
    const { FailedEntryCount = 0 } = await client.send(
      new PutEventsCommand({ Entries: [{ Source: agentEventSource, DetailType, Detail: JSON.stringify(detail) }] }),
      { abortSignal: clock.limit(awsAnswerSeconds) },
    );
    if (FailedEntryCount > 0) {
      throw new Error('EventBridge did not take the event');
    }
  };
}

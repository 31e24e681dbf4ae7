import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { agentEventSource } from '../../lib/contract/repair';

/** @throws Error when EventBridge did not take it */
export type SendEvent = (detailType: string, detail: object) => Promise<void>;

export function eventSender(region: string): SendEvent {
  const client = new EventBridgeClient({ region });
  return async (DetailType, detail) => {
    const { FailedEntryCount = 0 } = await client.send(
      new PutEventsCommand({ Entries: [{ Source: agentEventSource, DetailType, Detail: JSON.stringify(detail) }] }),
    );
    if (FailedEntryCount > 0) {
      throw new Error('EventBridge did not take the event');
    }
  };
}

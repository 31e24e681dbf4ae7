import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { agentEventSource } from '../../lib/contract/agent-events';
import { throughProxy } from '../../programs/through-proxy';
import type { SendEvent } from '../ports/aws';
import type { Clock } from '../ports/clock';
import { awsAnswerSeconds } from './answer-limit';

export function eventSender(region: string, clock: Clock): SendEvent {
  const client = new EventBridgeClient({ region, ...throughProxy(process.env) });
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

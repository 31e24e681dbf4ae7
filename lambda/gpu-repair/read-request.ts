import type { EventBridgeEvent } from 'aws-lambda';
import {
  agentEventSource,
  evidenceCharacters,
  type RepairRequest,
  repairRequest,
  repairRequested,
} from '../../lib/contract/agent-events';

/** What an event of EventBridge carries, as far as this function reads it. */
export type RepairEvent = Pick<
  EventBridgeEvent<typeof repairRequested, RepairRequest>,
  'source' | 'detail-type' | 'time' | 'detail'
>;

/** A request with the time at which it was made, seconds since 1970. */
export interface TimedRequest extends RepairRequest {
  readonly atSeconds: number;
}

/** Most error numbers that are kept of one request. */
const maxXidCodes = 32;

/** The request in the event; undefined where the event is of another fleet or not in the form of a request: nothing is guessed. */
export function readRequest(event: RepairEvent, fleet: string, models: readonly string[]): TimedRequest | undefined {
  const atSeconds = Date.parse(event.time) / 1000;
  const { success, data: request } = repairRequest.safeParse(event.detail);
  const meant =
    success &&
    event.source === agentEventSource &&
    event['detail-type'] === repairRequested &&
    Number.isFinite(atSeconds) &&
    request.fleet === fleet &&
    models.includes(request.model);
  return meant
    ? {
        ...request,
        xidCodes: request.xidCodes.slice(0, maxXidCodes),
        evidence: request.evidence.slice(0, evidenceCharacters),
        atSeconds,
      }
    : undefined;
}

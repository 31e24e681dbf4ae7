import type { EventBridgeEvent } from 'aws-lambda';
import {
  agentEventSource,
  evidenceCharacters,
  type RepairReason,
  type RepairRequest,
  repairReasons,
  repairRequested,
} from '../../lib/contract/repair';

/** What an event of EventBridge carries, as far as it is read here. */
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

/** The request in the event; undefined where it is none of this fleet, or not in the form of one: nothing is guessed. */
export function readRequest(event: RepairEvent, fleet: string, models: readonly string[]): TimedRequest | undefined {
  const { source, 'detail-type': type, detail } = event;
  const atSeconds = Date.parse(event.time) / 1000;
  const wellFormed =
    source === agentEventSource &&
    type === repairRequested &&
    Number.isFinite(atSeconds) &&
    typeof detail === 'object' &&
    detail !== null &&
    detail.fleet === fleet &&
    models.includes(detail.model) &&
    isInstanceId(detail.instanceId) &&
    isReason(detail.reason) &&
    Array.isArray(detail.xidCodes) &&
    detail.xidCodes.every((code) => Number.isSafeInteger(code) && code > 0) &&
    typeof detail.evidence === 'string';
  if (!wellFormed) {
    return undefined;
  }
  const { model, instanceId, reason, xidCodes, evidence } = detail;
  return {
    fleet,
    model,
    instanceId,
    reason,
    xidCodes: xidCodes.slice(0, maxXidCodes),
    evidence: evidence.slice(0, evidenceCharacters),
    atSeconds,
  };
}

const isInstanceId = (id: unknown): boolean => typeof id === 'string' && /^i-[0-9a-f]{8,17}$/.test(id);

const isReason = (reason: unknown): reason is RepairReason => repairReasons.some((known) => known === reason);

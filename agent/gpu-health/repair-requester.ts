import {
  agentEventSource,
  evidenceCharacters,
  type RepairReason,
  type RepairRequest,
  repairReasons,
  repairRequested,
} from '../../lib/contract/agent-events';
import { repairTiming } from '../../lib/contract/repair';
import { nameOfError } from '../../programs/name-of-error';
import type { Context } from '../instance/context';
import { inBackground } from '../ports/background';
import { backoffSeconds } from '../ports/backoff';

/** What makes the instance sick. */
export interface Sickness {
  readonly reason: RepairReason;
  readonly xidCodes: readonly number[];
  readonly evidence: string;
  readonly lasts: () => boolean;
}

/**
 * Says that the instance is sick, and says it again while that lasts. What follows is for the repair function to decide.
 * A request that could not be sent is not kept: what is sent later is about then.
 */
export class RepairRequester {
  /** In the order of {@link repairReasons} the first that lasts is told: a broken GPU also makes engines hang. */
  private readonly sicknesses = new Map<RepairReason, Sickness>();
  private asking = false;

  /** Reasons of which the evidence is kept already. */
  private readonly kept = new Set<RepairReason>();

  /** @param keepEvidence stores the end of the logs, once for each reason: the instance may soon be gone */
  constructor(
    private readonly context: Pick<Context, 'clock' | 'log' | 'random' | 'sendEvent' | 'parameters' | 'instance'>,
    private readonly keepEvidence: (sickness: Sickness) => Promise<void> = async () => undefined,
  ) {}

  ask(sickness: Sickness): void {
    this.sicknesses.set(sickness.reason, together(this.sicknesses.get(sickness.reason), sickness));
    if (!this.asking) {
      this.asking = true;
      inBackground(this.context, 'repair request', () => this.keepAsking());
    }
  }

  private async keepAsking(): Promise<void> {
    const { clock, log, random, sendEvent } = this.context;
    let tries = 0;
    for (let sickness = this.lasting(); sickness !== undefined; sickness = this.lasting()) {
      const { reason, evidence, xidCodes } = sickness;
      if (!this.kept.has(reason)) {
        this.kept.add(reason);
        await this.keepEvidence(sickness);
      }
      try {
        await sendEvent(repairRequested, this.request(sickness));
        log('repair requested', { source: agentEventSource, reason, evidence, xidCodes: xidCodes.map(String) });
        tries = 0;
        await clock.sleep(repairTiming.repeatSeconds);
      } catch (thrown) {
        log('retrying', { what: 'repair request', problem: nameOfError(thrown), attempt: tries + 1 });
        await clock.sleep(backoffSeconds(tries, random()));
        tries += 1;
      }
    }
    this.asking = false;
  }

  private lasting(): Sickness | undefined {
    for (const [reason, { lasts }] of [...this.sicknesses]) {
      if (!lasts()) {
        this.sicknesses.delete(reason);
      }
    }
    return repairReasons.map((reason) => this.sicknesses.get(reason)).find((sickness) => sickness !== undefined);
  }

  private request({ reason, xidCodes, evidence }: Sickness): RepairRequest {
    const { fleet, model } = this.context.parameters;
    return { fleet, model, instanceId: this.context.instance.instanceId, reason, xidCodes, evidence };
  }
}

/** All error numbers, and the newest evidence first. */
function together(earlier: Sickness | undefined, newer: Sickness): Sickness {
  const codes = [...(earlier?.xidCodes ?? []), ...newer.xidCodes];
  const known = earlier?.evidence.includes(newer.evidence) === true;
  const evidence = known ? earlier.evidence : [newer.evidence, earlier?.evidence ?? []].flat().join('; ');
  return { ...newer, xidCodes: [...new Set(codes)], evidence: evidence.slice(0, evidenceCharacters) };
}

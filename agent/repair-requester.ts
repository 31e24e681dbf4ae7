import {
  agentEventSource,
  evidenceCharacters,
  type RepairReason,
  type RepairRequest,
  repairRequested,
  repairTiming,
} from '../lib/contract/repair';
import type { Context } from './context';
import { untilDone } from './retry';

/** What makes the instance sick; the newest stands for all. */
interface Sickness {
  readonly reason: RepairReason;
  readonly xidCodes: readonly number[];
  readonly evidence: string;
  readonly lasts: () => boolean;
}

/** Says that the instance is sick, and says it again while that lasts. What follows is for the repair function to decide. */
export class RepairRequester {
  private sickness: Sickness | undefined;
  private asking = false;

  constructor(private readonly context: Context) {}

  ask(sickness: Sickness): void {
    const codes = [...(this.sickness?.xidCodes ?? []), ...sickness.xidCodes];
    this.sickness = { ...sickness, xidCodes: [...new Set(codes)] };
    if (!this.asking) {
      void this.keepAsking();
    }
  }

  private async keepAsking(): Promise<void> {
    const { clock, log, sendEvent } = this.context;
    this.asking = true;
    while (this.sickness?.lasts()) {
      const { reason, xidCodes, evidence } = this.sickness;
      log('repair requested', { source: agentEventSource, reason, evidence, xidCodes: xidCodes.map(String) });
      await untilDone(this.context, 'repair request', () => sendEvent(repairRequested, this.request()));
      await clock.sleep(repairTiming.repeatSeconds);
    }
    this.sickness = undefined;
    this.asking = false;
  }

  private request(): RepairRequest {
    const { parameters, instance } = this.context;
    const { reason = 'engine-hang', xidCodes = [], evidence = '' } = this.sickness ?? {};
    const { fleet, model } = parameters;
    const cut = evidence.slice(0, evidenceCharacters);
    return { fleet, model, instanceId: instance.instanceId, reason, xidCodes, evidence: cut };
  }
}

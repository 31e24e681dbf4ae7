import type { QuotaNeed } from '../plan/holders/quota';
import { quotaRequest } from './account-commands';
import { type Answer, type Check, judged } from './check';

/** A quota of the account in one region, and what was asked for. */
export interface GrantedQuota {
  readonly value: number;
  /** The largest increase that AWS has not decided on; undefined where there is none. */
  readonly requested: number | undefined;
}

/** Whether the account may run what the fleet needs at its maximum. */
export const quotaCheck = (need: QuotaNeed, answer: Answer<GrantedQuota>): Check =>
  judged('quota', `${need.region} ${need.quotaCode}`, answer, ({ value, requested }) => {
    const needed = need.vcpus.value;
    const against = `${need.quotaName}: ${value} vCPUs, the fleet needs ${needed}`;
    if (value >= needed) {
      return { state: 'fine', says: against };
    }
    return requested !== undefined && requested >= needed
      ? { state: 'waiting', says: `${against}; ${requested} are requested`, takes: 'hours to days (assumed)' }
      : {
          state: 'missing',
          says: requested === undefined ? against : `${against}; only ${requested} are requested`,
          command: quotaRequest(need),
          takes: 'hours to days (assumed)',
        };
  });

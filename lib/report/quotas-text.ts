import { renderCommand } from '../alerts/command';
import { quotaRequest } from '../doctor/account-commands';
import type { Plan } from '../plan/plan';
import { quotasTable } from '../tables/capacity/quotas';
import { tableText } from './table-text';

/** The quota increases to file before the first deployment: what is needed, and the requests themselves. */
export const quotasText = ({ quotas, fleet }: Plan): string =>
  [
    tableText(quotasTable(quotas)),
    `\nAsk for them in account ${fleet.account}. Approval can take days, and an approved quota does not promise capacity:\n\n`,
    ...quotas.map((need) => `${renderCommand(quotaRequest(need))}\n`),
  ].join('');

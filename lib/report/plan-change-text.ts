import { renderCommand } from '../alerts/command';
import { quotaRequest } from '../doctor/account-commands';
import type { PlanChange } from '../plan/plan-change';
import { quotasTable } from '../tables/capacity/quotas';
import { costsChangeTable } from '../tables/change/costs';
import { failoversChangeTable } from '../tables/change/failovers';
import { idleChangeTable } from '../tables/change/idle-work';
import { instancesChangeTable } from '../tables/change/instances';
import { tableText } from './table-text';

/** What an edit of a fleet file changes, before and after it. */
export const planChangeText = (change: PlanChange): string =>
  [
    instancesChangeTable(change),
    costsChangeTable(change),
    failoversChangeTable(change),
    ...(change.idleWork.length === 0 ? [] : [idleChangeTable(change)]),
    quotasTable(change.quotas, 'Quotas to ask for first'),
  ]
    .map(tableText)
    .join('') +
  change.quotas.map((need, index) => `${index === 0 ? '\n' : ''}${renderCommand(quotaRequest(need))}\n`).join('');

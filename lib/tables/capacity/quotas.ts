import type { QuotaNeed } from '../../plan/holders/quota';
import { bare, code, figures, words } from '../cells';
import type { Table } from '../table';

/** The EC2 quotas that the account needs for the fleet. */
export const quotasTable = (
  quotas: readonly QuotaNeed[],
  title = 'Quotas that the account needs with every group at its maximum',
): Table => ({
  title,
  columns: [words('region'), words('quota'), words('code'), figures('at least', 'vCPUs')],
  rows: quotas.map(({ region, quotaName, quotaCode, vcpus }) => [region, quotaName, code(quotaCode), bare(vcpus)]),
});

import type { Overhead } from '../../overhead/fleet-overhead';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What exists once for the fleet, and what everything besides GPU instances costs together. */
export const onceTable = ({
  accountOverhead: { homeRegion, healthChecksUsdPerMonth, namesUsdPerMonth, keysUsdPerMonth },
  overheadUsdPerMonth,
}: Pick<Overhead, 'accountOverhead' | 'overheadUsdPerMonth'>): Table => ({
  title: 'Once for the whole fleet, besides GPU instances',
  columns: [words('part'), words('region'), figures('cost', 'USD/month')],
  rows: [
    ['health checks', homeRegion, bare(healthChecksUsdPerMonth)],
    ['DNS zone and queries', homeRegion, bare(namesUsdPerMonth)],
    ['keys', homeRegion, bare(keysUsdPerMonth)],
    ['all regions and these together', 'all', bare(overheadUsdPerMonth)],
  ],
});

import type { PlannedFleet } from '../plan/make-plan';
import type { Calibration } from '../plan/measured/calibration';
import { placeColdStartsTable } from '../tables/calibration/place-cold-starts';
import { replicaLoadsTable } from '../tables/calibration/replica-loads';
import { requestTokensTable } from '../tables/calibration/request-tokens';
import { stageColdStartsTable } from '../tables/calibration/stage-cold-starts';
import { findingsText } from './findings-text';
import { tableText } from './table-text';

/** What was measured beside what the plan would expect without it. */
export const calibrationText = (result: Calibration & Pick<PlannedFleet, 'findings'>): string => {
  const findings =
    result.findings.length === 0 ? '' : `What the plan makes of the measurements\n${findingsText(result.findings)}`;
  const tables = [stageColdStartsTable, placeColdStartsTable, replicaLoadsTable, requestTokensTable]
    .map((table) => tableText(table(result)))
    .join('');
  return tables === ''
    ? 'Nothing was measured: the fleet is not deployed, or it had too few launches, minutes and requests.\n'
    : `${tables}${findings}`;
};

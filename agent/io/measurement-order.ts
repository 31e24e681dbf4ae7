import { existsSync, readFileSync } from 'node:fs';
import { type MeasurementOrder, measurementOrder } from '../../lib/contract/measurement';
import { parseContractText } from '../../lib/contract/parse-contract';

/**
 * What the instance is to measure; undefined where it serves, as every instance of a group does.
 *
 * @throws Error naming every field that is not as the command line writes it
 */
export const readOrder = (path: string): MeasurementOrder | undefined =>
  existsSync(path)
    ? parseContractText(measurementOrder, readFileSync(path, 'utf8'), {
        what: 'order of a measurement',
        fix: 'measure with the release of polyregion whose agent is pinned',
      })
    : undefined;

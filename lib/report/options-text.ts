import type { WorkloadOptions } from '../plan/capacity/options';
import { optionsIntro, optionTables } from '../tables/options/options-chapter';
import { legendText } from './legend-text';
import { tableText } from './table-text';
import { wrappedLines } from './wrapped-lines';

/** Cost against speed: what a faster answer costs, and which types are never worth it; `file` is the path of the fleet file. */
export const optionsText = (options: readonly WorkloadOptions[], file: string): string =>
  `${wrappedLines(optionsIntro, '', '')}\n${options
    .flatMap(optionTables)
    .map(tableText)
    .filter((text) => text !== '')
    .join('\n')}${legendText(file)}`;

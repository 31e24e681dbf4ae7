import { type CellParameters, cellParameters } from '../lib/contract/cell-parameters';
import { parseContractText } from '../lib/contract/parse-contract';

/** @throws Error naming every field that is not as the launch template writes it */
export const readParameters = (text: string): CellParameters =>
  parseContractText(cellParameters, text, { what: 'cell parameters', fix: 'deploy the serving stack again' });

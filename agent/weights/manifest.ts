import { parseContractText } from '../../lib/contract/parse-contract';
import { type WeightsFile, weightsManifest } from '../../lib/contract/weights-manifest';

/** @throws Error naming the entry that is not a file of the weights, such as a path that leads out of the folder */
export const parseManifest = (text: string): readonly WeightsFile[] =>
  parseContractText(weightsManifest, text, { what: 'manifest', fix: 'push the weights again' }).files;

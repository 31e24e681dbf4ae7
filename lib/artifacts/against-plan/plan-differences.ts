import type { Finding } from '../../contract/findings';
import { fileFinding } from '../weights-findings';
import { adapterDifferences } from './adapter-differences';
import { architectureDifferences } from './architecture-differences';
import { lengthDifferences } from './length-differences';
import { mistralDifferences } from './mistral-differences';
import type { Difference, PlannedWeights } from './planned-model';
import { tensorDifferences } from './tensor-differences';
import { textDifferences } from './text-differences';

const source = 'docs/artifacts.md';

/** Everything in a folder of weights that is not what the plan was made for, judged without reading the tensors. */
export const planDifferences = (from: string, weights: PlannedWeights): Finding[] =>
  findingsOf(from, [
    ...architectureDifferences(weights),
    ...mistralDifferences(weights),
    ...tensorDifferences(weights),
    ...textDifferences(weights),
    ...lengthDifferences(weights),
    ...adapterDifferences(weights),
  ]);

export const findingsOf = (from: string, differences: readonly Difference[]): Finding[] =>
  differences.map(({ path, ...fault }) => fileFinding(path === '' ? from : `${from}/${path}`, { ...fault, source }));

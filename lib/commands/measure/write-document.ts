import { readFileSync } from 'node:fs';
import { fileFinding } from '../../artifacts/weights-findings';
import type { Finding } from '../../contract/findings';
import { type MeasurementDocument, measurementDocument } from '../../contract/measurement';
import { parseContractText } from '../../contract/parse-contract';
import type { MeasurementPlan } from '../../measure/measurement-plan';
import { failWith } from '../fail-with';
import type { FleetOptions } from '../fleet-option';
import { writeRows } from './write-rows';

/** Writes the rows of a document that lies on this machine. */
export function writeDocument(options: FleetOptions, path: string, measurement: MeasurementPlan): void {
  const document = readDocument(path);
  if ('level' in document) {
    failWith(options, [document]);
  } else {
    writeRows(options, measurement, document);
  }
}

function readDocument(path: string): MeasurementDocument | Finding {
  try {
    return documentOf(readFileSync(path, 'utf8'));
  } catch (thrown) {
    return fileFinding(path, {
      problem: thrown instanceof Error ? thrown.message : 'cannot be read',
      got: path,
      expected: 'a document that a measured instance wrote',
      fix: 'name another file',
      source: 'docs/measure.md',
    });
  }
}

/** @throws Error naming every field that is not as the agent writes it */
export const documentOf = (text: string): MeasurementDocument =>
  parseContractText(measurementDocument, text, {
    what: 'document of a measurement',
    fix: 'measure again with an agent of this release',
  });

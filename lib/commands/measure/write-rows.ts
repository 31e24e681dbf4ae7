import { fileFinding } from '../../artifacts/weights-findings';
import { hasErrors } from '../../contract/findings';
import type { MeasurementDocument } from '../../contract/measurement';
import { loadMeasurements, measuredText } from '../../fleet/measured-file';
import { mergeMeasurements, nothingMeasured } from '../../fleet/measurements';
import { type MeasuredRows, measuredRows } from '../../measure/measured-rows';
import type { MeasurementPlan } from '../../measure/measurement-plan';
import { throughputDrift } from '../../plan/measured/throughput-drift';
import { measuredRowsText } from '../../report/measured-rows-text';
import { failWith } from '../fail-with';
import { type FleetOptions, jsonText } from '../fleet-option';
import { measurableNames, measuredFilePath, planTexts, readTexts } from '../read-plan';
import { writeWhole } from '../write-whole';

/** Adds what was measured to the measured file beside the fleet file, and says what the plan makes of it. */
export function writeRows(options: FleetOptions, measurement: MeasurementPlan, document: MeasurementDocument): void {
  const found = rowsOf(measurement, document);
  if ('level' in found) {
    failWith(options, [found]);
    return;
  }
  const { rows, dropped } = found;
  const texts = readTexts(options.fleet);
  const fleet = 'fleet' in texts ? planTexts(options.fleet, { ...texts, measured: undefined }).fleet : undefined;
  if (!('fleet' in texts) || fleet === undefined) {
    failWith(options, 'fleet' in texts ? [] : texts);
    return;
  }
  const { measurements: older, findings: broken } = loadMeasurements(texts.measured, measurableNames(fleet));
  if (hasErrors(broken)) {
    failWith(options, broken);
    return;
  }
  const path = measuredFilePath(options.fleet);
  const throughput = { [measurement.model]: { [document.instanceType]: rows } };
  const written = measuredText(mergeMeasurements(older, { ...nothingMeasured, throughput }));
  const fault = rows.length === 0 ? undefined : writeWhole(path, written);
  if (fault !== undefined) {
    failWith(options, [fault]);
    return;
  }
  const drift = throughputDrift(fleet, { throughput });
  process.stdout.write(
    options.json
      ? jsonText({ file: path, written: rows.length > 0, rows, dropped, reason: document.reason })
      : measuredRowsText({ path, throughput: drift, dropped, reason: document.reason }),
  );
  process.exitCode = rows.length === 0 ? 1 : 0;
}

function rowsOf(
  measurement: MeasurementPlan,
  document: MeasurementDocument,
): MeasuredRows | ReturnType<typeof fileFinding> {
  try {
    return measuredRows(document, measurement.workload, new Date().toISOString().slice(0, 10));
  } catch (thrown) {
    return fileFinding(`measurement ${document.run}`, {
      problem: thrown instanceof Error ? thrown.message : 'cannot be read',
      got: `${document.steps.length} steps`,
      expected: 'results of the pinned release of vLLM',
      fix: 'measure again',
      source: 'docs/measure.md',
    });
  }
}

import { type Finding, hasErrors } from '../../contract/findings';
import { dropFromLock } from '../../fleet/edit-lock';
import { removeRegion } from '../../fleet/edit-regions';
import { parseYaml } from '../../fleet/parse-yaml';
import { schemaFindings } from '../../fleet/schema-findings';
import { wellFormedSections } from '../../fleet/well-formed-sections';
import type { Plan } from '../../plan/plan';
import { refusals } from '../../removal/refusals';
import { type FleetTexts, planTexts } from '../read-plan';
import { readWholeFile } from '../whole-fleet-file';

/** A removal that the fleet file allows. */
export interface Removal {
  readonly texts: FleetTexts;
  /** The same without the region. */
  readonly edited: FleetTexts;
  /** Whether the files still name the region. */
  readonly isRecorded: boolean;
  /** Undefined where the fleet file cannot be planned as it is. */
  readonly before: Plan | undefined;
  /** The plan of the fleet without the region. */
  readonly plan: Plan;
}

/** Reads a fleet file, and plans it with and without a region; all findings are reported together. */
export function readRemoval(path: string, code: string): Removal | { readonly findings: readonly Finding[] } {
  const texts = readWholeFile(path);
  if (!('fleet' in texts)) {
    return { findings: texts };
  }
  const { value, findings: unreadable } = parseYaml(texts.fleet);
  const { regions, jurisdictions, workloads } = value === undefined ? {} : wellFormedSections(value);
  if (regions === undefined || jurisdictions === undefined || workloads === undefined) {
    return { findings: value === undefined ? unreadable : schemaFindings(value) };
  }
  const refused = refusals({ regions, jurisdictions, workloads }, code);
  if (refused.length > 0) {
    return { findings: refused };
  }
  const edited = {
    ...texts,
    fleet: removeRegion(texts.fleet, code),
    lock: texts.lock === undefined ? undefined : dropFromLock(texts.lock, ['machineImages', code]),
  };
  const { plan, findings } = planTexts(path, edited);
  if (plan === undefined || hasErrors(findings)) {
    return { findings };
  }
  const isRecorded = edited.fleet !== texts.fleet || edited.lock !== texts.lock;
  return { texts, edited, isRecorded, before: planTexts(path, texts).plan, plan };
}

import type { Finding } from '../contract/findings';
import { parseYaml } from './parse-yaml';
import { schemaFindings } from './schema-findings';
import { wellFormedSections } from './well-formed-sections';

export interface FleetRegions {
  /** Undefined where the fleet file names none that can be read. */
  readonly regions: readonly string[] | undefined;
  readonly findings: readonly Finding[];
}

/** The regions that a fleet file names, whether or not the rest of it is valid: prices can be updated even where a missing price is the fault. */
export function fleetRegions(text: string): FleetRegions {
  const { value, findings } = parseYaml(text);
  if (value === undefined) {
    return { regions: undefined, findings };
  }
  const { regions } = wellFormedSections(value);
  return {
    regions,
    findings: regions === undefined ? schemaFindings(value).filter(({ path }) => path.startsWith('regions')) : [],
  };
}

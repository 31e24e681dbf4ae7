import { error, type Finding } from '../contract/findings';
import { addRegion } from './edit-regions';
import { didYouMean } from './nearest';
import { parseYaml } from './parse-yaml';
import { schemaFindings } from './schema-findings';
import { wellFormedSections } from './well-formed-sections';

const source = 'docs/regions.md';

export interface RegionAddition {
  /** The edited text; undefined where it cannot be said what to edit. */
  readonly text: string | undefined;
  readonly jurisdiction: string | undefined;
  readonly findings: readonly Finding[];
}

/** Adds a region to the text of a fleet file. The loader decides whether the fleet is valid with it. */
export function addition(text: string, region: string, jurisdiction: string | undefined): RegionAddition {
  if (!/^[a-z0-9-]+$/.test(region)) {
    return { text: undefined, jurisdiction, findings: [noCode(region)] };
  }
  const { value, findings } = parseYaml(text);
  const { regions, jurisdictions } = value === undefined ? {} : wellFormedSections(value);
  if (regions === undefined || jurisdictions === undefined) {
    const malformed = value === undefined ? findings : schemaFindings(value);
    return { text: undefined, jurisdiction, findings: malformed };
  }
  const names = Object.keys(jurisdictions);
  const chosen = jurisdiction ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined || !names.includes(chosen)) {
    return { text: undefined, jurisdiction, findings: [jurisdictionFinding(chosen, names)] };
  }
  return { text: addRegion(text, region, chosen), jurisdiction: chosen, findings: [] };
}

/** It is put into the text as it stands. */
const noCode = (region: string): Finding => ({
  ...error([], {
    problem: 'is no region code',
    got: region,
    expected: 'an AWS Region code, for example eu-west-1',
    fix: 'give one region',
    source,
  }),
  path: 'CODE',
});

const jurisdictionFinding = (chosen: string | undefined, names: readonly string[]): Finding => ({
  ...error([], {
    problem: chosen === undefined ? 'is missing' : 'is no jurisdiction of the fleet',
    got: chosen,
    expected: `one of ${names.join(', ')}`,
    fix: chosen === undefined ? 'say which traffic the region may serve' : didYouMean(chosen, names),
    source,
  }),
  path: '--jurisdiction',
});

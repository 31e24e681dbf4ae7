import type { Finding } from '../contract/findings';
import { environmentFaults } from './checks/environment-checks';
import { schemaFindings } from './schema-findings';
import { wellFormedSections } from './well-formed-sections';

/** What is wrong in the section `environments` of a fleet file, whichever of them is meant. */
export function environmentFindings(raw: unknown): Finding[] {
  const { name, account, domain, environments } = wellFormedSections(raw);
  const ofSchema = schemaFindings(raw).filter(({ path }) => /^environments\b/.test(path));
  return name === undefined || account === undefined || domain === undefined || environments === undefined
    ? ofSchema
    : [...ofSchema, ...environmentFaults({ name, account, domain, environments })];
}

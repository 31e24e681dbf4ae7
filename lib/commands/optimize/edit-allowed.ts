import { dirname, join } from 'node:path';
import { hasErrors } from '../../contract/findings';
import { editFleet, type FleetEdit } from '../../fleet/edit-fleet';
import { loadFleet } from '../../fleet/load-fleet';
import { relatedFiles } from '../../fleet/related-files';
import { chunksOf, readTexts } from '../read-plan';

/** Says whether a fleet file is valid with edits; what follows from it is not asked. */
export function editAllowed(path: string): (edits: readonly FleetEdit[]) => boolean {
  const texts = readTexts(path);
  const files = relatedFiles((related) => chunksOf(join(dirname(path), related)));
  return (edits) => {
    const fleet = 'fleet' in texts ? editFleet(texts.fleet, edits) : undefined;
    return fleet !== undefined && !hasErrors(loadFleet(fleet, files).findings);
  };
}

import type { Finding } from '../../contract/findings';
import type { RelatedFiles } from '../related-files';
import type { FleetFile } from '../schema';

/** A rule over several fields. It runs whenever the sections that it needs are well-formed, so that one run reports all. */
export interface Check<Section extends keyof FleetFile = keyof FleetFile> {
  readonly needs: readonly Section[];
  readonly run: (fleet: Pick<FleetFile, Section>, related: RelatedFiles) => Finding[];
}

export const check = <Section extends keyof FleetFile>(
  needs: readonly Section[],
  run: (fleet: Pick<FleetFile, Section>, related: RelatedFiles) => Finding[],
): Check => ({ needs, run: run as Check['run'] });

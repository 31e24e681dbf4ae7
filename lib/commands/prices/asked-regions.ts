import { regionCodes } from '../../catalogue/regions';
import { error, type Finding } from '../../contract/findings';
import { fleetRegions } from '../../fleet/fleet-regions';
import { didYouMean } from '../../fleet/nearest';
import { fleetFileExpected, readSmallFile } from '../read-small-file';

export interface RegionOptions {
  readonly fleet: string;
  readonly region?: readonly string[];
  readonly all?: boolean;
}

/** The regions that a command was asked for: by name, all of the catalogue, or those of the fleet file. */
export function askedRegions({ fleet, region, all }: RegionOptions): string[] | Finding[] {
  if (all) {
    return [...regionCodes];
  }
  const named = region ?? readFleetRegions(fleet);
  const unknown = named.filter((code) => typeof code !== 'string' || !regionCodes.includes(code));
  const findings = unknown.map((code) =>
    typeof code === 'string'
      ? error([region === undefined ? 'regions' : '--region'], {
          problem: 'is no region of the catalogue',
          got: code,
          expected: 'an AWS Region that the catalogue knows',
          fix: didYouMean(code, regionCodes),
          source: 'lib/catalogue/regions.ts',
        })
      : code,
  );
  return findings.length > 0 ? findings : [...new Set(named as readonly string[])];
}

function readFleetRegions(fleet: string): readonly (string | Finding)[] {
  const text = readSmallFile(fleet, fleetFileExpected);
  if (typeof text !== 'string') {
    return [text];
  }
  const { regions, findings } = fleetRegions(text);
  return regions ?? findings;
}

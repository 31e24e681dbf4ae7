import { regionCodes } from '../catalogue/regions';
import { regionWithoutPrices } from '../catalogue/regions-without-prices';
import { error, type Finding } from '../contract/findings';
import { didYouMean } from '../fleet/nearest';
import type { FleetFile } from '../fleet/schema';

const source = 'docs/regions.md';

/** Finds reasons that always forbid a removal. A region that the fleet file no longer names may still exist in AWS. */
export function refusals(
  { regions, jurisdictions, workloads }: Pick<FleetFile, 'regions' | 'jurisdictions' | 'workloads'>,
  code: string,
): Finding[] {
  if (!regionCodes.includes(code) && regionWithoutPrices(code) === undefined && !regions.includes(code)) {
    const expected = `one of ${regions.join(', ')}, or a region that was removed before`;
    const fix = didYouMean(code, [...regions, ...regionCodes]);
    return [{ ...error([], { problem: 'is an unknown region', got: code, expected, fix, source }), path: 'CODE' }];
  }
  const home =
    regions[0] === code
      ? [
          error(['regions', 0], {
            problem: 'is the home region, which holds the stacks of the account and of all traffic',
            got: code,
            expected: regions.length > 1 ? `one of ${regions.slice(1).join(', ')}` : 'a fleet of several regions',
            fix: 'remove another, or move the home first: docs/regions.md, "The home region"',
            source,
          }),
        ]
      : [];
  const alone = Object.entries(jurisdictions).filter(([, list]) => list.length === 1 && list[0] === code);
  return [
    ...home,
    ...alone.map(([name]) => {
      const served = workloads.filter(({ jurisdiction }) => jurisdiction === name).map((workload) => workload.name);
      return error(['jurisdictions', name], {
        problem: `has no other region${served.length === 0 ? '' : `, and ${served.join(', ')} would have none at all`}`,
        got: code,
        expected: 'a jurisdiction of two regions or more',
        fix: `add a region to ${name} first, or take the jurisdiction${served.length === 0 ? '' : ' and its workloads'} out of the fleet file and deploy`,
        source,
      });
    }),
  ];
}

import { mustBeEnabled } from '../../catalogue/enabled-regions';
import { countriesOfJurisdiction } from '../../catalogue/jurisdictions';
import { otherPartition, regionOfOtherPartition } from '../../catalogue/partitions';
import { zoneIdsOfRegion } from '../../catalogue/prices';
import { byDistance, type Region, region, regionCodes } from '../../catalogue/regions';
import { regionWithoutPrices } from '../../catalogue/regions-without-prices';
import { error, type Finding, type Path, warning } from '../../contract/findings';
import { didYouMean, foldLookAlikes } from '../nearest';
import { check } from './check';

const catalogueSource = 'regions of the catalogue, lib/catalogue/regions.ts';
const jurisdictionSource = 'a jurisdiction is a boundary: docs/fleet-file.md';

/** As many as a person compares at a glance. */
const fewRegions = 3;

const nearestText = (place: Region | undefined): string =>
  place === undefined
    ? 'use a region of the partition aws'
    : `use one of the nearest regions: ${byDistance(place)
        .filter(({ code }) => zoneIdsOfRegion(code).length > 0)
        .slice(0, fewRegions)
        .map((near) => `${near.code} (${near.place})`)
        .join(', ')}`;

function listFindings(list: readonly string[], path: Path): Finding[] {
  return list.flatMap((code, index) => {
    const at = [...path, index];
    const plain = foldLookAlikes(code);
    const first = list.findIndex((other) => foldLookAlikes(other) === plain);
    if (first < index) {
      const problem =
        list[first] === code ? 'is a duplicate region' : `is a look-alike of region ${first + 1} in the list`;
      return [
        error(at, { problem, got: code, expected: 'each region once', fix: 'remove it', source: catalogueSource }),
      ];
    }
    if (region(code) !== undefined) {
      return [];
    }
    const partition = otherPartition(code);
    if (partition !== undefined) {
      return [
        error(at, {
          problem: `is a region of another partition, ${partition}, for which no prices are known and no stacks are made`,
          got: code,
          expected: 'a region of the partition aws',
          fix: `if the data may lie there, ${nearestText(regionOfOtherPartition(code))}; else this fleet cannot be planned`,
          source: catalogueSource,
        }),
      ];
    }
    const unpriced = regionWithoutPrices(code);
    if (unpriced !== undefined) {
      const expected = `one of ${regionCodes.join(', ')}`;
      const fix = nearestText(unpriced);
      return [error(at, { problem: 'is not in the price table', got: code, expected, fix, source: catalogueSource })];
    }
    const problem =
      region(plain) === undefined ? 'is an unknown region' : 'looks like a region but has other characters';
    return [
      error(at, {
        problem,
        got: code,
        expected: 'an AWS Region code',
        fix: didYouMean(code, regionCodes),
        source: catalogueSource,
      }),
    ];
  });
}

const inNoJurisdiction = check(['regions', 'jurisdictions'], ({ regions, jurisdictions }) => {
  const claimed = new Set(Object.values(jurisdictions).flat());
  return regions.flatMap((code, index) =>
    claimed.has(code)
      ? []
      : [
          error(['regions', index], {
            problem: 'is in no jurisdiction',
            got: code,
            expected: `a region of ${Object.keys(jurisdictions).join(', ')}`,
            fix: 'add it to a jurisdiction or remove it',
            source: jurisdictionSource,
          }),
        ],
  );
});

const outsideJurisdiction = check(['regions', 'jurisdictions'], ({ regions, jurisdictions }) =>
  Object.entries(jurisdictions).flatMap(([name, list]) =>
    list.flatMap((code, index) => {
      const path = ['jurisdictions', name, index];
      if (!regions.includes(code)) {
        const expected = `one of the fleet's regions: ${regions.join(', ')}`;
        return [
          error(path, {
            problem: 'is no region of the fleet',
            got: code,
            expected,
            fix: 'add it to regions or remove it here',
            source: jurisdictionSource,
          }),
        ];
      }
      const countries = countriesOfJurisdiction(name);
      const country = (region(code) ?? regionWithoutPrices(code))?.country;
      return countries === undefined || country === undefined || countries.includes(country)
        ? []
        : [
            error(path, {
              problem: `is outside its jurisdiction: it stands in ${country}`,
              got: code,
              expected: `a region in ${countries.join(', ')}`,
              fix: 'move it to another jurisdiction',
              source: jurisdictionSource,
            }),
          ];
    }),
  ),
);

const notEnabledByDefault = check(['regions'], ({ regions }) =>
  regions.flatMap((code, index) =>
    region(code) !== undefined && mustBeEnabled(code)
      ? [
          warning(['regions', index], {
            problem: 'is a region that an account does not have until it is enabled',
            got: code,
            expected: 'a region that is enabled before it is bootstrapped',
            fix: `run aws account enable-region --region-name ${code}, which takes minutes to hours (npx polyregion prepare lists it)`,
            source: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
          }),
        ]
      : [],
  ),
);

export const regionChecks = [
  check(['regions'], ({ regions }) => listFindings(regions, ['regions'])),
  check(['jurisdictions'], ({ jurisdictions }) =>
    Object.entries(jurisdictions).flatMap(([name, list]) => listFindings(list, ['jurisdictions', name])),
  ),
  notEnabledByDefault,
  inNoJurisdiction,
  outsideJurisdiction,
];

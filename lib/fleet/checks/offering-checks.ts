import { capacityBlockPrice, capacityBlockPricesProvenance } from '../../catalogue/capacity-block-prices';
import { gpuInstanceType } from '../../catalogue/instance-types';
import { offering, pricesProvenance } from '../../catalogue/prices';
import { region } from '../../catalogue/regions';
import { error, type Finding, type Path, warning } from '../../contract/findings';
import { gpusOf } from '../../contract/replica-layout';
import { modelRegions } from '../model-regions';
import type { FleetFile } from '../schema';
import { sharedZones, zonesNeeded, zonesOfType } from '../zones';
import { nearestOffering, offeredInstead } from './alternatives';
import { check } from './check';

type FileModel = FleetFile['models'][number];
type Prices = FleetFile['pricesUsdPerHour'];

function offeringSource(code: string): string {
  const { source: table, date } = pricesProvenance(code);
  return `price and offering table of ${date}: ${table}`;
}

const offeredAndPriced = check(
  ['models', 'workloads', 'jurisdictions', 'pricesUsdPerHour'],
  ({ models, workloads, jurisdictions, pricesUsdPerHour }) =>
    models.flatMap((model, index) =>
      modelRegions({ workloads, jurisdictions }, model.name)
        .filter((code) => region(code) !== undefined) // the check of the regions has said it
        .flatMap((code) =>
          model.instanceTypes.flatMap((name, position) =>
            gpuInstanceType(name) === undefined
              ? [] // the check of the types has said it
              : typeFindings(model, name, code, pricesUsdPerHour, ['models', index, 'instanceTypes', position]),
          ),
        ),
    ),
);

function typeFindings(model: FileModel, name: string, code: string, prices: Prices, path: Path): Finding[] {
  const offered = offering(name, code);
  const source = offeringSource(code);
  if (offered === undefined) {
    const others = model.instanceTypes.filter((other) => zonesOfType(other, code).length > 0);
    const instead =
      others.length > 0 ? `remove it: ${others.join(', ')} is offered there` : offeredInstead(code, gpusOf(model));
    return [
      error(path, {
        problem: `is not offered in ${code}`,
        got: name,
        expected: `a type of ${code}`,
        fix: `${instead}; ${nearestOffering(name, code)}`,
        source,
      }),
    ];
  }
  if (offered.zoneIds.length === 0) {
    return [
      error(path, {
        problem: `is sold in ${code}, but in which of its zones was not read`,
        got: name,
        expected: `a type whose zones in ${code} are known`,
        fix: `in a clone and with AWS credentials, run: npx polyregion prices update --region ${code}; without, ${nearestOffering(name, code)}`,
        source,
      }),
    ];
  }
  return (prices[name]?.[code] ?? offered.onDemandUsdPerHour) === undefined
    ? [
        error(path, {
          problem: `has no published price in ${code}`,
          got: name,
          expected: 'a price',
          fix: `state pricesUsdPerHour: { ${name}: { ${code}: <USD> } }${blockPriceText(name, code)}`,
          source,
        }),
      ]
    : [];
}

function blockPriceText(instanceType: string, code: string): string {
  const usd = capacityBlockPrice(instanceType, code);
  const { date } = capacityBlockPricesProvenance;
  return usd === undefined ? '' : `; as a Capacity Block it costs ${usd} USD/h (${date})`;
}

const zonesShared = check(['models', 'workloads', 'jurisdictions'], ({ models, workloads, jurisdictions }) =>
  models.flatMap((model, index) =>
    modelRegions({ workloads, jurisdictions }, model.name)
      .filter(
        (code) =>
          model.instanceTypes.length > 0 && model.instanceTypes.every((name) => zonesOfType(name, code).length > 0),
      )
      .flatMap((code) => {
        const zones = sharedZones(model, code);
        return zones.length >= zonesNeeded(model)
          ? []
          : [
              error(['models', index, 'instanceTypes'], {
                problem: `have ${zones.length === 0 ? 'no Availability Zone' : 'only one Availability Zone'} in common in ${code}`,
                got: model.instanceTypes.map((name) => `${name}: ${zonesOfType(name, code).join(', ')}`).join('; '),
                expected: `at least ${zonesNeeded(model)} zones that offer every allowed type`,
                fix:
                  zones.length === 0
                    ? 'remove the type that is offered in the fewest zones, or the region'
                    : `remove the type that is offered in the fewest zones, or the region; or allow one zone on purpose: models[${index}].zones: { one: why, owner: who }`,
                source: offeringSource(code),
              }),
            ];
      }),
  ),
);

/** An exception that nothing needs would hide the day on which something does. */
const oneZoneIsNeeded = check(['models', 'workloads', 'jurisdictions'], ({ models, workloads, jurisdictions }) =>
  models.flatMap((model, index) => {
    const regions = modelRegions({ workloads, jurisdictions }, model.name);
    return model.zones === undefined || regions.some((code) => sharedZones(model, code).length < 2)
      ? []
      : [
          warning(['models', index, 'zones'], {
            problem: 'allows one zone, and every region offers two or more',
            got: model.zones.one,
            expected: 'no exception',
            fix: 'leave it out',
            source: 'instance types of the models: docs/fleet-file.md',
          }),
        ];
  }),
);

export const offeringChecks = [offeredAndPriced, zonesShared, oneZoneIsNeeded];

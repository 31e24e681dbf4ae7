import type { TypeOffer } from '../../plan/prices/offers-of-type';
import { figures, price, words } from '../cells';
import type { Cell, Table } from '../table';

/** Every region that offers a type. */
export const offersOfTypeTable = (name: string, offers: readonly TypeOffer[]): Table => ({
  title: `${name} by region, USD an hour`,
  columns: [words('region'), ...priceColumns],
  rows: offers.map((offer) => [offer.region, ...priceCells(offer)]),
  notes: notesOf(offers),
});

/** Every type that a region offers. */
export const offersInRegionTable = (region: string, offers: readonly TypeOffer[]): Table => ({
  title: `GPU instance types in ${region}, USD an hour`,
  columns: [words('type'), words('GPUs'), ...priceColumns],
  rows: offers.map((offer) => [offer.type.name, gpus(offer), ...priceCells(offer)]),
  notes: notesOf(offers),
});

const priceColumns = [figures('on demand'), figures('spot'), words('zones')];

const priceCells = ({ onDemandUsdPerHour, spotUsdPerHour, zoneIds }: TypeOffer): Cell[] => [
  onDemandUsdPerHour === undefined ? 'not read' : price(onDemandUsdPerHour),
  spotUsdPerHour === undefined ? 'not read' : price({ ...spotUsdPerHour, low: undefined, high: undefined }),
  zonesText(zoneIds),
];

/** The zone ids with the part that they share said once: `use1-az1 az2 az6`. */
function zonesText([first, ...others]: readonly string[]): string {
  if (first === undefined) {
    return 'not read';
  }
  return [first, ...others.map((id) => id.split('-').at(-1) ?? id)].join(' ');
}

export const gpus = ({ type }: Pick<TypeOffer, 'type'>): string => `${type.gpuCount} × ${type.gpu}`;

function notesOf(offers: readonly TypeOffer[]): string[] {
  const quotas = new Map(offers.flatMap(({ quota }) => (quota === undefined ? [] : [[quota.code, quota.name]])));
  return [
    ...[...quotas].map(([code, name]) => `Quota: ${name}, ${code}, in vCPUs`),
    'A zone that lists a type need not have any to sell.',
    'Spot: the mean of the zones at one instant.',
    ...unplannable(offers),
  ];
}

/** A sentence about GPUs whose speed no source states. */
export const unplannable = (types: readonly TypeOffer[]): string[] => {
  const unknown = [...new Set(types.filter(({ isSpeedKnown }) => !isSpeedKnown).map(({ type }) => type.gpu))];
  return unknown.length === 0
    ? []
    : [`No plan can use ${unknown.join(', ')} yet: the catalogue knows no source for the speed of the GPU.`];
};

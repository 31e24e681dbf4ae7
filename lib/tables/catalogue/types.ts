import type { TypeOffer } from '../../plan/prices/offers-of-type';
import { figures, price, words } from '../cells';
import type { Table } from '../table';
import { gpus, unplannable } from './offers';

/** A row for each type, with its cheapest region. */
export const typesTable = (offers: readonly (readonly TypeOffer[])[]): Table => ({
  title: 'GPU instance types',
  columns: [
    words('type'),
    words('GPUs'),
    figures('GiB'),
    figures('vCPUs'),
    figures('from'),
    words('in'),
    figures('regions'),
  ],
  rows: offers.flatMap((regions) => {
    const [first] = regions;
    return first === undefined
      ? []
      : [
          [
            first.type.name,
            gpus(first),
            String(Math.round(first.type.gpuMemoryMiB / 1024)),
            String(first.type.vcpus),
            first.onDemandUsdPerHour === undefined ? 'not read' : price(first.onDemandUsdPerHour),
            first.onDemandUsdPerHour === undefined ? '' : first.region,
            String(regions.length),
          ],
        ];
  }),
  notes: ['GiB: memory of one GPU. From: the lowest list price on demand, USD an hour.', ...unplannable(offers.flat())],
});

import type { TypeOffer } from '../../plan/prices/offers-of-type';
import { figures, words } from '../cells';
import type { Table } from '../table';

/** A row for each region, with the GPUs that it offers. */
export const regionsTable = (regions: readonly (readonly TypeOffer[])[]): Table => ({
  title: 'Regions with GPU instance types that a fleet can use',
  columns: [words('region'), words('place'), figures('types'), words('GPUs')],
  rows: regions.flatMap((offers) => {
    const [first] = offers;
    return first === undefined
      ? []
      : [[first.region, first.place, String(offers.length), lines([...new Set(offers.map(({ type }) => type.gpu))])]];
  }),
});

/** Names in lines of at most this many characters, so that the table fits into 80 columns. */
const lineWidth = 31;

function lines(names: readonly string[]): string {
  return names
    .reduce<string[]>((made, name) => {
      const last = made.at(-1);
      const longer = last === undefined ? name : `${last}, ${name}`;
      return last === undefined || longer.length > lineWidth ? [...made, name] : [...made.slice(0, -1), longer];
    }, [])
    .join(',\n');
}

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
const lineWidth = 29;

function lines(names: readonly string[]): string {
  const made: string[] = [];
  for (const name of names) {
    const longer = made.length === 0 ? name : `${made.at(-1)}, ${name}`;
    if (made.length > 0 && longer.length <= lineWidth) {
      made[made.length - 1] = longer;
    } else {
      made.push(name);
    }
  }
  return made.join(',\n');
}

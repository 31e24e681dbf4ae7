import { catalogueTables } from '../../catalogue/tables';
import { type Finding, warning } from '../findings';

/** AWS changes prices and offerings several times a year. */
const maxAgeDays = 90;

const millisecondsPerDay = 24 * 3600 * 1000;

/** Tables of the catalogue that were read too long before `today` to be relied on unseen. */
export function catalogueAgeFindings(today: Date): Finding[] {
  return Object.entries(catalogueTables).flatMap(([name, { date, source }]) => {
    const days = Math.floor((today.getTime() - Date.parse(date)) / millisecondsPerDay);
    return days <= maxAgeDays
      ? []
      : [
          warning(['catalogue', name], {
            problem: 'is old',
            got: `${date}, ${days} days ago`,
            expected: `at most ${maxAgeDays} days`,
            fix: 'compare what the plan uses with AWS, and state what differs in the fleet file',
            source,
          }),
        ];
  });
}

import { assumed, derived, type Figure, show } from '../../figures/figure';
import { hoursPerMonth } from '../../figures/hours';

/**
 * Hourly costs as a month's.
 *
 * @param of what the costs are of
 */
export function monthlyUsd(hourly: readonly Figure[], of = 'GPU instances only'): Figure {
  const sum = (pick: (figure: Figure) => number): number => hourly.reduce((total, figure) => total + pick(figure), 0);
  const terms = hourly
    .filter(({ value }) => value !== 0)
    .map(({ value }) => show(value))
    .join(' + ');
  const isRange = hourly.some(({ low, high }) => low !== undefined && high !== undefined);
  return hourly.length === 0
    ? assumed(0, 'USD/month', 'nothing of this phase is deployed')
    : derived(
        sum(({ value }) => value) * hoursPerMonth,
        'USD/month',
        `(${terms === '' ? 0 : terms}) USD/h × ${hoursPerMonth} h; ${of}`,
        {
          ...(isRange && {
            low: sum(({ value, low }) => low ?? value) * hoursPerMonth,
            high: sum(({ value, high }) => high ?? value) * hoursPerMonth,
          }),
          from: hourly,
        },
      );
}

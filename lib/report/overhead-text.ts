import type { Figure } from '../figures/figure';
import type { PricedPlan } from '../overhead/priced-plan';
import { rangeText, usdText } from './figure-text';
import { table } from './table';

/** What a fleet costs besides GPU instances, by region, with what exists once and what the choice of network costs. */
export function overheadTable({ fleet, overheads, accountOverhead, overheadUsdPerMonth }: PricedPlan): string {
  const [first] = overheads;
  const { homeRegion, healthChecksUsdPerMonth, namesUsdPerMonth, keysUsdPerMonth } = accountOverhead;
  return [
    table(
      'Besides GPUs, USD a month',
      ['region', ...(first?.parts ?? []).map(({ name }) => name), 'together'],
      overheads.map(({ region, parts, usdPerMonth }) => [
        region,
        ...parts.map((part) => usdText(part.usdPerMonth)),
        rangeText(usdPerMonth),
      ]),
    ),
    `once, in ${homeRegion}: health checks ${usdText(healthChecksUsdPerMonth)} · names ${usdText(namesUsdPerMonth)} · key ${usdText(keysUsdPerMonth)}\n`,
    `${fleet.network.internet === undefined ? 'endpoints rather than NAT gateways' : 'the cheaper of NAT gateways alone and with endpoints beside them'}: ${overheads.map(({ region, networkVariants }) => `${region} ${signedText(networkVariants.choiceUsdPerMonth)}`).join(' · ')}\n`,
    `all of it: ${rangeText(overheadUsdPerMonth)}, no budget counts it\n`,
  ].join('');
}

const signedText = (figure: Figure): string =>
  figure.value < 0 ? `−${usdText({ ...figure, value: -figure.value })}` : `+${usdText(figure)}`;

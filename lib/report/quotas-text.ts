import { type AwsCommand, renderCommand } from '../alerts/command';
import type { QuotaNeed } from '../plan/holders/quota';
import type { Plan } from '../plan/plan';
import { figureText, legend } from './figure-text';
import { table } from './table';

/** The quota increases to file before the first deployment: what is needed, and the requests themselves. */
export function quotasText({ quotas, fleet }: Plan): string {
  const rows = quotas.map(({ region, quotaName, quotaCode, vcpus }) => [
    region,
    quotaName,
    quotaCode,
    figureText(vcpus),
  ]);
  const requests = quotas.map((need) => renderCommand(quotaRequest(need)));
  return [
    table('Quotas that the fleet needs at its maximum', ['region', 'quota', 'code', 'at least'], rows),
    `${legend}\n\nAsk for them in account ${fleet.account}; approval can take days, and capacity is another matter:\n\n`,
    requests.map((line) => `${line}\n`).join(''),
  ].join('');
}

/** The increase to file so that a need is met. */
export const quotaRequest = ({ region, quotaCode, vcpus }: QuotaNeed): AwsCommand => ({
  service: 'service-quotas',
  operation: 'request-service-quota-increase',
  region,
  options: { 'service-code': 'ec2', 'quota-code': quotaCode, 'desired-value': vcpus.value },
});

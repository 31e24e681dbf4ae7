import { join, relative } from 'node:path';
import { terminalTable } from '../../lib/report/terminal-table';
import { coverage, heldRatio, type TypeCoverage } from '../deploy/coverage';
import { exampleRequest } from '../instance/example-request';
import { reality } from '../instance/reality';
import { projectRoot } from '../project-root';
import type { LocalFleet } from './deploy-local';

/** The result of a local deployment as text: what each emulator holds, what was left out and why, and commands to inspect it. */
export function localFleetText(fleet: LocalFleet, destroyCommand: string): string {
  const { ministack, moto } = fleet;
  const types = coverage({ ministack: ministack.stacks, moto: moto.stacks });
  const rows = ministack.stacks.map(({ name, region, original, template }, index) => [
    region,
    name,
    String(Object.keys(original.Resources).length),
    String(Object.keys(template.Resources).length),
    String(Object.keys(moto.stacks[index]?.template.Resources ?? {}).length),
  ]);
  const byRegion = rows.sort(([a = ''], [b = '']) => a.localeCompare(b));
  return [
    terminalTable(
      'Created, resources by stack',
      ['region', 'stack', 'in the template', 'on ministack', 'on moto'],
      byRegion,
    ),
    '\n',
    leftOut(types),
    `\n${percent(heldRatio(types))} of the resources are in at least one emulator. Each emulator holds every resource that it was given:\n`,
    'they were compared one by one, and no request failed. docs/local.md says what this shows and what it does not.\n',
    lookAround(fleet),
    callIt(fleet),
    `\nEnd it: ${destroyCommand}\n`,
  ].join('');
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

const leftOut = (types: readonly TypeCoverage[]): string => {
  const partly = types.filter(({ resources, on }) => on.ministack < resources || on.moto < resources);
  const lines = partly.map(
    ({ type, resources, on, notes }) =>
      `  ${type}: ${on.ministack} of ${resources} on ministack, ${on.moto} on moto\n${notes.map((note) => `    ${note}\n`).join('')}`,
  );
  return `Left out\n${lines.join('')}`;
};

function callIt({ instance }: LocalFleet): string {
  if ('absent' in instance) {
    return `\nNothing to call. ${instance.absent}\n`;
  }
  const { model, region } = instance.cell;
  const list = (title: string, lines: readonly string[]): string =>
    `  ${title}\n${lines.map((line) => `    ${line}\n`).join('')}`;
  return [
    `\nCall it: an instance of ${model} in ${region}\n`,
    `  ${exampleRequest(instance).curl}\n`,
    list('Real', reality.real),
    list('Stand-ins', reality.standIns),
  ].join('');
}

function lookAround({ ministack, moto }: LocalFleet): string {
  const { account, homeRegion } = ministack.plan.fleet;
  const aws = relative(projectRoot, join(projectRoot, '.venv/bin/aws'));
  const at = (url: string, command: string, region = homeRegion): string =>
    `  ${aws} --endpoint-url ${url} --region ${region} ${command}\n`;
  return [
    '\nLook around\n',
    `  export AWS_ACCESS_KEY_ID=${account} AWS_SECRET_ACCESS_KEY=nobody\n`,
    at(
      ministack.server.url,
      "cloudwatch describe-alarms --query 'MetricAlarms[].[AlarmName,StateValue]' --output table",
    ),
    at(ministack.server.url, 'cloudwatch list-metrics --namespace Polyregion   # after a minute: the burn meter'),
    at(moto.server.url, 'autoscaling describe-auto-scaling-groups'),
    at(moto.server.url, `route53 list-resource-record-sets --hosted-zone-id ${moto.hostedZoneId}`),
  ].join('');
}

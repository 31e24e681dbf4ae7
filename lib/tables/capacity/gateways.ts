import type { Plan } from '../../plan/plan';
import { bare, duration, figures, span, words } from '../cells';
import type { Table } from '../table';

/** The gateways of each region, between its load balancer and its cells. */
export const gatewaysTable = ({ gatewayGroups = [] }: Pick<Plan, 'gatewayGroups'>): Table => ({
  title: 'Gateways',
  columns: [
    words('region'),
    words('zones'),
    words('type'),
    figures('instances'),
    figures('cost', 'USD/h'),
    figures('ready in'),
    figures('finishes requests for'),
  ],
  rows: gatewayGroups.map((gateway) => [
    gateway.region,
    gateway.zoneIds.join(' '),
    gateway.instanceType,
    bare(gateway.instances),
    bare(gateway.usdPerHour),
    span(gateway.coldStart.totalSeconds),
    duration(gateway.drainSeconds),
  ]),
});

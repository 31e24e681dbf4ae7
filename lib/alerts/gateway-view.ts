import { gatewayMetricDefinitions } from '../contract/gateway-metrics';
import { cellDimensions } from '../contract/metrics';
import { gpuRepairName } from '../contract/names';
import { repairTable } from '../contract/repair';
import type { AwsCommand } from './command';
import { metricPicture } from './metric-picture';

/** The instances of a cell that gateways find ready, beside those that Auto Scaling counts. */
export const gatewayView = (fleet: string, model: string, region: string): AwsCommand =>
  metricPicture(region, {
    title: model,
    statistic: 'Maximum',
    periodSeconds: 60,
    since: '-PT3H',
    lines: [gatewayMetricDefinitions.instancesReady, gatewayMetricDefinitions.instancesListed].map(({ name }) => ({
      name,
      dimensions: cellDimensions({ fleet, model }),
    })),
    file: `${region}-${model}-ready.png`,
  });

/** Terminates the instance that was sick last, as the table of the repair function has it; the group launches another. */
export const replaceSick = (fleet: string, model: string, region: string): AwsCommand => ({
  service: 'autoscaling',
  operation: 'terminate-instance-in-auto-scaling-group',
  region,
  options: {
    'instance-id': {
      as: 'word',
      outputOf: {
        service: 'dynamodb',
        operation: 'query',
        region,
        options: {
          'table-name': gpuRepairName(fleet),
          'key-condition-expression': `${repairTable.partitionKey} = :cell`,
          'expression-attribute-values': JSON.stringify({ ':cell': { S: `cell ${model}` } }),
        },
        query: `sort_by(Items,&LastSeenAt.N)[-1].${repairTable.sortKey}.S`,
        output: 'text',
      },
    },
    'no-should-decrement-desired-capacity': true,
  },
});

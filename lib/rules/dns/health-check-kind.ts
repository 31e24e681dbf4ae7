import type { Resource } from '../template';
import { at } from '../values';

export const kindOf = ({ properties }: Resource): unknown => at(properties, 'HealthCheckConfig.Type');

/** Whether Route 53's own checkers ask an endpoint. */
export const isEndpointCheck = (check: Resource): boolean =>
  !['CLOUDWATCH_METRIC', 'CALCULATED', 'RECOVERY_CONTROL'].includes(String(kindOf(check)));

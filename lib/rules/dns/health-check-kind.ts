import type { Resource } from '../../template/template';
import { at } from '../../template/values';

export const kindOf = ({ properties }: Resource): unknown => at(properties, 'HealthCheckConfig.Type');

/** Whether Route 53's own checkers send requests to an endpoint. */
export const isEndpointCheck = (check: Resource): boolean =>
  !['CLOUDWATCH_METRIC', 'CALCULATED', 'RECOVERY_CONTROL'].includes(String(kindOf(check)));

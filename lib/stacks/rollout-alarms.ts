import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { rolloutAlertIds } from '../alerts/rollout-alerts';
import { rolloutWithout } from '../contract/rollout-context';

/**
 * Alerts whose alarms fail a rollout: all, less those that one deployment leaves out (`npx cdk deploy -c rolloutWithout=ID,ID`).
 * A name that is no such alert fails the synthesis.
 */
export function alertsOfRollout(scope: Construct): readonly string[] {
  const without: unknown = scope.node.tryGetContext(rolloutWithout);
  const left = typeof without === 'string' && without !== '' ? without.split(',').map((id) => id.trim()) : [];
  const unknown = left.filter((id) => !rolloutAlertIds.some((known) => known === id));
  if (unknown.length > 0) {
    Annotations.of(scope).addError(
      `-c ${rolloutWithout}: names no alarm that fails a rollout, got ${unknown.join(', ')}, expected some of ${rolloutAlertIds.join(', ')}; name them without the fleet and the model`,
    );
  }
  return rolloutAlertIds.filter((id) => !left.includes(id));
}

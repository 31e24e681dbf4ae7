import type { Construct } from 'constructs';
import { RecordWriter } from '../constructs/record-writer';
import type { FleetIdentity } from '../plan/plan';

/** What writes the records of a stack, where the hosted zone is in another account. */
export const recordWriter = (
  scope: Construct,
  { hostedZoneId, hostedZoneRoleArn }: FleetIdentity,
): RecordWriter | undefined =>
  hostedZoneRoleArn === undefined
    ? undefined
    : new RecordWriter(scope, 'Records', { hostedZoneId, roleArn: hostedZoneRoleArn });

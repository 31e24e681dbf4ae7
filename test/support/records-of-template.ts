import type { RegionAnswer } from '../../lib/rehearsal/dns/resolve';
import { ofType, type Resource, referred, type StackTemplate } from '../../lib/template/template';
import { at, number } from '../../lib/template/values';

/** The records of one name as the traffic template has them. */
export interface NamedRecords {
  readonly name: string;
  readonly records: readonly TemplateRecord[];
}

export interface TemplateRecord {
  readonly region: string;
  readonly role: RegionAnswer['role'];
  /** Seconds between two checks; undefined where an alarm is followed. */
  readonly checkIntervalSeconds?: number;
  readonly failureThreshold?: number;
}

/** The records that answer for a workload's name, by name. */
export function recordsOfTemplate(template: StackTemplate): NamedRecords[] {
  const sets = ofType(template, 'AWS::Route53::RecordSet').filter(
    ({ properties }) => properties.SetIdentifier !== undefined,
  );
  const names = [...new Set(sets.map(({ properties }) => String(properties.Name)))];
  return names.map((name) => ({
    name,
    records: sets.filter(({ properties }) => properties.Name === name).map((set) => templateRecord(template, set)),
  }));
}

function templateRecord(template: StackTemplate, { properties }: Resource): TemplateRecord {
  const check = referred(template, properties.HealthCheckId)?.properties;
  const isAsked = at(check, 'HealthCheckConfig.Type') !== 'CLOUDWATCH_METRIC';
  return {
    region: String(properties.SetIdentifier),
    role: properties.Failover === 'PRIMARY' || properties.Failover === 'SECONDARY' ? properties.Failover : 'latency',
    ...(isAsked && {
      checkIntervalSeconds: number(at(check, 'HealthCheckConfig.RequestInterval')),
      failureThreshold: number(at(check, 'HealthCheckConfig.FailureThreshold')),
    }),
  };
}

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  PhysicalResourceId,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { AliasRecord } from './alias-record';

export interface RecordWriterProps {
  readonly hostedZoneId: string;
  /** Role of the zone's account that may change its records. */
  readonly roleArn: string;
}

/**
 * Writes records into a hosted zone of another account, as a role of that account: CloudFormation itself writes into zones
 * of its own account only.
 */
export class RecordWriter extends Construct {
  private readonly role: Role;
  private readonly logGroup: LogGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RecordWriterProps,
  ) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.role);
  }

  /** Adds a record that is written, changed and removed with its stack. */
  write(scope: Construct, id: string, record: AliasRecord): void {
    const { roleArn } = this.props;
    const written = new AwsCustomResource(scope, id, {
      resourceType: 'Custom::AliasRecord',
      onUpdate: this.change('UPSERT', record),
      // The removal of the stack must not fail because a person has already removed the record by hand.
      onDelete: { ...this.change('DELETE', record), ignoreErrorCodesMatching: 'InvalidChangeBatch|NoSuchHostedZone' },
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [roleArn] }),
      ]),
      role: this.role,
      logGroup: this.logGroup,
      // The runtime of Lambda already has the SDK, so the function downloads none.
      installLatestAwsSdk: false,
    });
    written.node.addDependency(this.logGroup, this.role);
    this.logAsJson();
  }

  /** All custom resources of a stack share one function, whose construct is made by the first of them. */
  private logAsJson(): void {
    const shared = Stack.of(this).node.findChild(`AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`);
    (shared.node.defaultChild as CfnFunction).addPropertyOverride('LoggingConfig.LogFormat', 'JSON');
  }

  private change(action: 'UPSERT' | 'DELETE', record: AliasRecord): AwsSdkCall {
    const { alias } = record;
    return {
      service: 'Route53',
      action: 'changeResourceRecordSets',
      assumedRoleArn: this.props.roleArn,
      physicalResourceId: PhysicalResourceId.of([record.name, record.setIdentifier ?? []].flat().join(' ')),
      parameters: {
        HostedZoneId: this.props.hostedZoneId,
        ChangeBatch: {
          Changes: [
            {
              Action: action,
              ResourceRecordSet: {
                Name: record.name,
                Type: 'A',
                ...(record.setIdentifier && { SetIdentifier: record.setIdentifier }),
                ...(record.region && { Region: record.region }),
                ...(record.failover && { Failover: record.failover }),
                ...(record.healthCheckId && { HealthCheckId: record.healthCheckId }),
                AliasTarget: {
                  HostedZoneId: alias.hostedZoneId,
                  DNSName: alias.dnsName,
                  EvaluateTargetHealth: alias.evaluateTargetHealth,
                },
              },
            },
          ],
        },
      },
    };
  }
}

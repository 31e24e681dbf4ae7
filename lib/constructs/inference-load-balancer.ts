import { Duration } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { type ISubnet, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  DesyncMitigationMode,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ports } from '../contract/endpoints';
import { timeouts } from '../contract/timeouts';
import { AccessLogBucket } from './access-log-bucket';
import { acknowledge } from './acknowledge';

/** Which clients may connect. */
export interface Clients {
  /** Private ranges that they come from; undefined where the whole internet may connect. */
  readonly cidrs: readonly string[] | undefined;
  /** Whether they show tokens, whose keys the load balancer fetches from their issuer. */
  readonly showTokens: boolean;
}

export interface InferenceLoadBalancerProps {
  readonly loadBalancerName: string;
  readonly vpc: IVpc;
  /** Public ones for the internet, private ones for private clients. */
  readonly subnets: readonly ISubnet[];
  readonly clients: Clients;
  readonly hostedZone: IHostedZone;
  /** By workload, every name that clients or health checks use, all in the hosted zone. */
  readonly hostNames: ReadonlyMap<string, readonly [string, ...string[]]>;
  /** Certificates that cover all names. @default - one is made for each workload, validated in the hosted zone */
  readonly certificateArns?: readonly string[] | undefined;
  /** Bucket in the same region that takes the access log. @default - one is made, which keeps it for 30 days */
  readonly accessLogBucketName?: string | undefined;
  /** Silence before a connection is closed: longer than the longest answer that is not streamed. */
  readonly idleTimeout: Duration;
}

/** The regional front door: TLS, names and routes by host. What no route takes gets 404. */
export class InferenceLoadBalancer extends Construct {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly listener: ApplicationListener;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: InferenceLoadBalancerProps) {
    super(scope, id);
    const { vpc, subnets, clients } = props;
    this.securityGroup = this.access(vpc, clients);

    this.loadBalancer = new ApplicationLoadBalancer(this, 'Resource', {
      loadBalancerName: props.loadBalancerName,
      vpc,
      vpcSubnets: { subnets: [...subnets] },
      internetFacing: clients.cidrs === undefined,
      securityGroup: this.securityGroup,
      dropInvalidHeaderFields: true,
      // A request with two lengths would pass the firewall by one of them and reach the engine by the other.
      desyncMitigationMode: DesyncMitigationMode.STRICTEST,
      // The firewall guards against floods; tokens are checked without it, so losing it must not lose the region.
      wafFailOpen: true,
      clientKeepAlive: Duration.seconds(timeouts.clientKeepAliveSeconds),
      idleTimeout: props.idleTimeout,
    });
    if (props.accessLogBucketName === undefined) {
      this.loadBalancer.logAccessLogs(new AccessLogBucket(this, 'AccessLogs').bucket);
    } else {
      const archive = Bucket.fromBucketName(this, 'AccessLogs', props.accessLogBucketName);
      this.loadBalancer.logAccessLogs(archive, props.loadBalancerName);
    }

    this.listener = new ApplicationListener(this, 'Https', {
      loadBalancer: this.loadBalancer,
      port: ports.https,
      protocol: ApplicationProtocol.HTTPS,
      certificates: props.certificateArns?.map((arn) => ListenerCertificate.fromArn(arn)) ?? this.certificates(props),
      // Not TLS 1.3 alone: server clients that stop at 1.2 are common, and this leaves them its strongest ciphers only.
      sslPolicy: SslPolicy.TLS13_RES,
      open: false,
      defaultAction: ListenerAction.fixedResponse(404),
    });
  }

  /** One for each workload: a new workload must not replace the certificate of the others. */
  private certificates({ hostedZone, hostNames }: InferenceLoadBalancerProps): Certificate[] {
    const certificates = new Construct(this, 'Certificates');
    return [...hostNames].map(
      ([workload, [domainName, ...subjectAlternativeNames]]) =>
        new Certificate(certificates, workload, {
          domainName,
          subjectAlternativeNames,
          validation: CertificateValidation.fromDns(hostedZone),
        }),
    );
  }

  private access(vpc: IVpc, { cidrs, showTokens }: Clients): SecurityGroup {
    const access = new SecurityGroup(this, 'Access', {
      vpc,
      allowAllOutbound: false,
      description: 'Clients of the fleet',
    });
    for (const peer of cidrs?.map((cidr) => Peer.ipv4(cidr)) ?? [Peer.anyIpv4()]) {
      access.addIngressRule(peer, Port.tcp(ports.https), 'clients, over TLS');
    }
    if (showTokens) {
      access.addEgressRule(Peer.anyIpv4(), Port.tcp(ports.https), 'key set of the token issuer');
    }
    if (cidrs === undefined) {
      acknowledge(access, {
        id: 'AwsSolutions-EC23',
        reason: 'a public endpoint: only port 443 is open, and every API request needs a valid JSON Web Token',
      });
    }
    return access;
  }
}

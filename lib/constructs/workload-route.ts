import {
  type ApplicationListener,
  ApplicationListenerRule,
  type CfnListenerRule,
  ListenerAction,
  ListenerCondition,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { paths } from '../contract/endpoints';
import type { CellTargets } from './cell-targets';

/** Which JSON Web Tokens are accepted: signed by the issuer, not expired, and for the audience where there is one. */
export interface TokenCheck {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string | undefined;
}

export interface WorkloadRouteProps {
  readonly listener: ApplicationListener;
  readonly hostNames: readonly string[];
  readonly targets: CellTargets;
  readonly jwt: TokenCheck;
  /** Of the two rules; this one and the next are taken. */
  readonly firstPriority: number;
}

/**
 * One workload's names to its cell: a load balancer cannot route on the model in a JSON body, so the host name decides.
 * DNS health checkers send no token, so readiness is open, and leads to the agent's port only.
 */
export class WorkloadRoute extends Construct {
  constructor(scope: Construct, id: string, props: WorkloadRouteProps) {
    super(scope, id);
    const { listener, targets, jwt, firstPriority } = props;
    const hosts = ListenerCondition.hostHeaders([...props.hostNames]);
    new ApplicationListenerRule(this, 'Readiness', {
      listener,
      priority: firstPriority,
      conditions: [hosts, ListenerCondition.pathPatterns([paths.ready])],
      action: ListenerAction.forward([targets.readiness]),
    });
    const serving = new ApplicationListenerRule(this, 'Serving', {
      listener,
      priority: firstPriority + 1,
      conditions: [hosts],
      action: ListenerAction.authenticateJwt({
        issuer: jwt.issuer,
        jwksEndpoint: jwt.jwksUrl,
        next: ListenerAction.forward([targets.serving]),
      }),
    });
    if (jwt.audience !== undefined) {
      // The L2 action knows no further claims.
      (serving.node.defaultChild as CfnListenerRule).addPropertyOverride(
        'Actions.0.JwtValidationConfig.AdditionalClaims',
        [{ Name: 'aud', Format: 'string-array', Values: [jwt.audience] }],
      );
    }
  }
}

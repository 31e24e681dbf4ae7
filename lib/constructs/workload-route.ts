import {
  type ApplicationListener,
  ApplicationListenerRule,
  type CfnListenerRule,
  ListenerAction,
  ListenerCondition,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { paths } from '../contract/endpoints';
import type { RequiredClaim } from '../contract/token-claims';
import type { ApiRoute } from '../engine/api-routes';
import type { InstanceTargets } from './instance-targets';

/** Which JSON Web Tokens are accepted: signed by the issuer, not expired, and with every required claim. */
export interface TokenCheck {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly requiredClaims: readonly RequiredClaim[];
}

export interface WorkloadRouteProps {
  readonly listener: ApplicationListener;
  readonly hostNames: readonly string[];
  /** Routes of the engine that clients may call. Every other path under the host names gets 404. */
  readonly apiRoutes: readonly ApiRoute[];
  readonly targets: InstanceTargets;
  /** Undefined where no token is checked, behind a private load balancer. */
  readonly jwt: TokenCheck | undefined;
  /** Priority of the readiness rule. The routes take the priorities after it. */
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
      conditions: [hosts, ListenerCondition.pathPatterns([paths.ready]), ListenerCondition.httpRequestMethods(['GET'])],
      action: ListenerAction.forward([targets.readiness]),
    });
    props.apiRoutes.forEach((route, index) => {
      const rule = new ApplicationListenerRule(this, route.id, {
        listener,
        priority: firstPriority + 1 + index,
        conditions: [
          hosts,
          ListenerCondition.pathPatterns([...route.paths]),
          ListenerCondition.httpRequestMethods([route.method]),
        ],
        action: afterToken(jwt, ListenerAction.forward([targets.serving])),
      });
      if (jwt !== undefined && jwt.requiredClaims.length > 0) {
        // The L2 action knows no further claims.
        (rule.node.defaultChild as CfnListenerRule).addPropertyOverride(
          'Actions.0.JwtValidationConfig.AdditionalClaims',
          jwt.requiredClaims.map(({ name, format, value }) => ({ Name: name, Format: format, Values: [value] })),
        );
      }
    });
  }
}

const afterToken = (jwt: TokenCheck | undefined, next: ListenerAction): ListenerAction =>
  jwt === undefined ? next : ListenerAction.authenticateJwt({ issuer: jwt.issuer, jwksEndpoint: jwt.jwksUrl, next });

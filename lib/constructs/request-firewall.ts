import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { rateLimit } from '../catalogue/web-firewall';
import { declaredLengthPattern } from '../contract/declared-length-pattern';
import { type FirewallRule, firewallRules } from '../contract/names';
import type { Alarms, NoAlarms } from './alarms';

export interface RequestFirewallProps {
  /** Name of the web ACL and of its metrics, unique in the region. */
  readonly name: string;
  readonly loadBalancer: ApplicationLoadBalancer;
  /** Requests of one address in {@link rateLimit.windowSeconds}. */
  readonly requestsPerClient: number;
  /** One digit and then nines. */
  readonly bodyLimitBytes: number;
  /** Names under which requests with images come, and their own limit, likewise one digit and then nines. */
  readonly images?: { readonly hostNames: readonly string[]; readonly bodyLimitBytes: number } | undefined;
  readonly alarms: Alarms | NoAlarms;
}

const tooManyRequests = 429;
const tooLarge = 413;

/** Refuses floods and bodies longer than any prompt. It writes no log and keeps no sample: both would hold tokens. */
export class RequestFirewall extends Construct {
  readonly webAcl: CfnWebACL;

  constructor(scope: Construct, id: string, props: RequestFirewallProps) {
    super(scope, id);
    const { name } = props;
    this.webAcl = new CfnWebACL(this, 'Resource', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(name),
      rules: Object.entries(firewallRules).map(([rule, ruleName], index) => {
        const { refusal, statement } = rules(props)[rule as FirewallRule];
        return {
          name: ruleName,
          priority: 1 + index,
          action: { block: { customResponse: { responseCode: refusal } } },
          visibilityConfig: visibility(`${name}-${ruleName}`),
          statement,
        };
      }),
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: props.loadBalancer.loadBalancerArn,
      webAclArn: this.webAcl.attrArn,
    });
    props.alarms.watch({ component: 'firewall' });
  }
}

interface Rule {
  /** Status that a refused request is answered with. */
  readonly refusal: number;
  readonly statement: CfnWebACL.StatementProperty;
}

const rules = ({ requestsPerClient, bodyLimitBytes, images }: RequestFirewallProps): Record<FirewallRule, Rule> => ({
  requestsOfOneAddress: {
    refusal: tooManyRequests,
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        evaluationWindowSec: rateLimit.windowSeconds,
        limit: requestsPerClient,
      },
    },
  },
  lengthOfBody: {
    refusal: tooLarge,
    statement: {
      andStatement: {
        statements: [
          not({ byteMatchStatement: { ...exactly('GET'), fieldToMatch: { method: {} } } }),
          not(declaresUpTo(bodyLimitBytes)),
          ...(images === undefined
            ? []
            : [not(all(any(images.hostNames.map(isHost)), declaresUpTo(images.bodyLimitBytes)))]),
        ],
      },
    },
  },
});

const declaresUpTo = (bytes: number): CfnWebACL.StatementProperty => ({
  regexMatchStatement: {
    regexString: declaredLengthPattern(bytes),
    fieldToMatch: { singleHeader: { Name: 'content-length' } },
    textTransformations: asItIs,
  },
});

const isHost = (name: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    ...exactly(name),
    fieldToMatch: { singleHeader: { Name: 'host' } },
    textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
  },
});

const asItIs = [{ priority: 0, type: 'NONE' }];

const exactly = (searchString: string) => ({
  searchString,
  positionalConstraint: 'EXACTLY',
  textTransformations: asItIs,
});

const all = (...statements: readonly CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty => ({
  andStatement: { statements: [...statements] },
});

/** A choice needs two statements or more. */
const any = (statements: readonly CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty => {
  const [first, ...rest] = statements;
  return first !== undefined && rest.length === 0 ? first : { orStatement: { statements: [...statements] } };
};

const not = (statement: CfnWebACL.StatementProperty): CfnWebACL.StatementProperty => ({ notStatement: { statement } });

const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

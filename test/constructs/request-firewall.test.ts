import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import { RequestFirewall, type RequestFirewallProps } from '../../lib/constructs/request-firewall';

function firewall(images?: RequestFirewallProps['images']): Template {
  const stack = new Stack(new App(), 'Test');
  const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc: new Vpc(stack, 'Vpc') });
  new RequestFirewall(stack, 'Firewall', {
    name: 'fleet-firewall',
    loadBalancer,
    requestsPerClient: 3000,
    bodyLimitBytes: 299_999,
    images,
    alarms: new NoAlarms('a test'),
  });
  return Template.fromStack(stack);
}

describe('the firewall', () => {
  const template = firewall();
  const [acl] = Object.values(template.findResources('AWS::WAFv2::WebACL'));
  const rules = acl?.Properties.Rules as Record<string, { RateBasedStatement?: object }>[];

  test('lets pass what no rule refuses', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
  });

  test('stands in front of the load balancer', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { Ref: Match.stringLikeRegexp('LoadBalancer') },
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Firewall'), 'Arn'] },
    });
  });

  test('refuses an address beyond its requests in five minutes, with 429', () => {
    expect(rules[0]).toMatchObject({
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 3000 } },
    });
  });

  test('refuses what is not a GET and declares no length up to the limit, with 413', () => {
    expect(rules[1]).toMatchObject({
      Action: { Block: { CustomResponse: { ResponseCode: 413 } } },
      Statement: {
        AndStatement: {
          Statements: [
            {
              NotStatement: {
                Statement: { ByteMatchStatement: { SearchString: 'GET', FieldToMatch: { Method: {} } } },
              },
            },
            {
              NotStatement: {
                Statement: {
                  RegexMatchStatement: {
                    FieldToMatch: { SingleHeader: { Name: 'content-length' } },
                    RegexString: '^([0-9]{1,5}|[1-2][0-9]{5})$',
                  },
                },
              },
            },
          ],
        },
      },
    });
  });

  test('keeps no sample of a request and writes no log: both would hold tokens', () => {
    const text = JSON.stringify(acl);

    expect(text.match(/"SampledRequestsEnabled":false/g)).toHaveLength(1 + rules.length);
    expect(text.match(/"SampledRequestsEnabled":true/g)).toBeNull();
    template.resourceCountIs('AWS::WAFv2::LoggingConfiguration', 0);
  });
});

interface Statement {
  readonly AndStatement?: { readonly Statements: readonly Statement[] };
  readonly OrStatement?: { readonly Statements: readonly Statement[] };
  readonly NotStatement?: { readonly Statement: Statement };
  readonly ByteMatchStatement?: { readonly SearchString: string; readonly FieldToMatch: Field };
  readonly RegexMatchStatement?: { readonly RegexString: string; readonly FieldToMatch: Field };
}

interface Field {
  readonly Method?: object;
  readonly SingleHeader?: { readonly Name: string };
}

interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What AWS WAF says of a request, by its documentation of these five statements. */
function matches(statement: Statement, asked: Asked): boolean {
  const { AndStatement: and, OrStatement: or, NotStatement: not, ByteMatchStatement: bytes } = statement;
  const field = ({ Method, SingleHeader }: Field): string =>
    Method === undefined ? (asked.headers[SingleHeader?.Name ?? ''] ?? '') : asked.method;
  if (and !== undefined) {
    return and.Statements.every((each) => matches(each, asked));
  }
  if (or !== undefined) {
    return or.Statements.some((each) => matches(each, asked));
  }
  if (not !== undefined) {
    return !matches(not.Statement, asked);
  }
  if (bytes !== undefined) {
    return field(bytes.FieldToMatch) === bytes.SearchString;
  }
  const regex = statement.RegexMatchStatement;
  return regex !== undefined && new RegExp(regex.RegexString).test(field(regex.FieldToMatch));
}

describe.each([
  ['two names', ['look.ai.example.com', 'look.us-east-1.ai.example.com']],
  ['one name', ['look.ai.example.com']],
])('the length of a body with images under %s', (_what, hostNames) => {
  const [acl] = Object.values(firewall({ hostNames, bodyLimitBytes: 29_999_999 }).findResources('AWS::WAFv2::WebACL'));
  const rules = acl?.Properties.Rules as readonly { Statement: Statement }[];
  const lengthRule = rules[1]?.Statement ?? {};

  test.each([
    ['POST', 'look.ai.example.com', '29999999', false],
    ['POST', 'look.ai.example.com', '30000000', true],
    ['POST', 'chat.ai.example.com', '299999', false],
    ['POST', 'chat.ai.example.com', '300000', true],
    ['POST', 'look.ai.example.com.evil.example.com', '300000', true],
    ['POST', 'look.ai.example.com', '', true],
    ['GET', 'chat.ai.example.com', '', false],
  ])('%s %s with %j bytes is refused: %s', (method, host, length, refused) => {
    expect(matches(lengthRule, { method, headers: { host, 'content-length': length } })).toBe(refused);
  });
});

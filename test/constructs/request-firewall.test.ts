import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { describe, expect, test } from 'vitest';
import { NoAlarms } from '../../lib/constructs/alarms';
import { RequestFirewall } from '../../lib/constructs/request-firewall';

function firewall(): Template {
  const stack = new Stack(new App(), 'Test');
  const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc: new Vpc(stack, 'Vpc') });
  new RequestFirewall(stack, 'Firewall', {
    name: 'fleet-firewall',
    loadBalancer,
    requestsPerClient: 3000,
    bodyLimitBytes: 299_999,
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

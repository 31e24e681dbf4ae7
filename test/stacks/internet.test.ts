import { describe, expect, test } from 'vitest';
import { allRules } from '../../lib/rules/all-rules';
import { ruleFindings } from '../../lib/rules/findings';
import { ofType } from '../../lib/template/template';
import { chatFleetText, edit, planOf } from '../support/fleets';
import { templatesOf } from '../support/templates';

describe('a fleet whose instances may reach the internet', () => {
  const text = edit(
    chatFleetText(),
    '\naccess:',
    '\nnetwork: { internet: { reason: "licences, checked at start", owner: a@example.com } }\naccess:',
  );
  const { plan } = planOf(text);
  const templates = plan === undefined ? [] : templatesOf(plan);
  const networks = templates.filter(({ path }) => path.includes('-network-'));

  test('has a gateway in each zone of each region, with the reason of the fleet file', () => {
    const gateways = networks.map((network) => ofType(network, 'AWS::EC2::NatGateway'));

    expect(gateways.map(({ length }) => length)).toEqual(plan?.regions.map(({ zoneIds }) => zoneIds.length));
    for (const { properties } of gateways.flat()) {
      expect(properties.Tags).toContainEqual({ Key: 'InternetReason', Value: 'licences, checked at start' });
      expect(properties.Tags).toContainEqual({ Key: 'InternetOwner', Value: 'a@example.com' });
    }
  });

  test('reaches S3 as before, and other services as the plan priced them', () => {
    for (const network of networks) {
      expect(ofType(network, 'AWS::EC2::VPCEndpoint').map(({ properties }) => properties.VpcEndpointType)).toEqual([
        'Gateway',
      ]);
    }
  });

  test('sends to port 443 and nothing else', () => {
    const egress = templates
      .flatMap((template) => ofType(template, 'AWS::EC2::SecurityGroup'))
      .filter(({ properties }) => properties.GroupDescription === 'GPU instances of one cell')
      .map(({ properties }) => properties.SecurityGroupEgress);

    expect(egress).toHaveLength(2);
    for (const rules of egress) {
      expect(rules).toMatchObject([{ FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }]);
    }
  });

  test('keeps every rule', () => {
    const found = ruleFindings(allRules, templates, plan?.fleet.jurisdictions ?? {});

    expect(found.map(({ rule, resource }) => `${rule.id} ${resource.logicalId}`)).toEqual([]);
  });
});

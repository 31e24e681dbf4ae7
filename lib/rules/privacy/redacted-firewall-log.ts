import { referred } from '../../template/template';
import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';
import { coversCredentials, protectedHeaders } from './credential-headers';

export const redactedFirewallLog: Rule = {
  id: 'PR-PV2',
  title: 'the firewall’s log holds no token',
  why: 'the log holds every header of every request unless the header is redacted',
  fix: 'redact the headers authorization and cookie in RedactedFields, or protect them in the web ACL',
  types: ['AWS::WAFv2::LoggingConfiguration'],
  check: ({ properties }, { template }) => {
    const redacted = list(properties.RedactedFields).map((field) => String(at(field, 'SingleHeader.Name')));
    const acl = referred(template, properties.ResourceArn);
    return unless(coversCredentials([...redacted, ...protectedHeaders(acl?.properties)]), 'Properties/RedactedFields');
  },
};

import { at, list } from '../../template/values';
import { type Rule, unless } from '../rule';
import { coversCredentials, protectedHeaders, samples } from './credential-headers';

export const unsampledRequests: Rule = {
  id: 'PR-PV3',
  title: 'the firewall’s samples hold no token',
  why: 'samples show whole headers to every identity that may read the web ACL, and redaction of the log does not change samples',
  fix: 'set SampledRequestsEnabled to false everywhere, or protect the headers authorization and cookie in DataProtectionConfig',
  types: ['AWS::WAFv2::WebACL'],
  check: ({ properties }) => {
    const visibilities = [
      properties.VisibilityConfig,
      ...list(properties.Rules).map((rule) => at(rule, 'VisibilityConfig')),
    ];
    return unless(
      coversCredentials(protectedHeaders(properties)) || !visibilities.some(samples),
      'Properties/VisibilityConfig/SampledRequestsEnabled',
    );
  },
};

import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

export const noDefaultLocation: Rule = {
  id: 'PR-DN5',
  title: 'there is no default geolocation record',
  why: 'when a jurisdiction is unhealthy, Route 53 falls back to the default record, and the traffic leaves the jurisdiction',
  fix: 'name the places that the jurisdiction serves; clients elsewhere then get no answer',
  types: ['AWS::Route53::RecordSet'],
  check: ({ properties }) =>
    unless(at(properties, 'GeoLocation.CountryCode') !== '*', 'Properties/GeoLocation/CountryCode'),
};

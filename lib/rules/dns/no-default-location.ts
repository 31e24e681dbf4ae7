import { at } from '../../template/values';
import { type Rule, unless } from '../rule';

export const noDefaultLocation: Rule = {
  id: 'PR-DN5',
  title: 'no geolocation record for everybody else',
  why: 'when a jurisdiction is unhealthy Route 53 falls back to the default record, and its traffic leaves the jurisdiction',
  fix: 'name the places that the jurisdiction serves; let everybody else get no answer',
  types: ['AWS::Route53::RecordSet'],
  check: ({ properties }) =>
    unless(at(properties, 'GeoLocation.CountryCode') !== '*', 'Properties/GeoLocation/CountryCode'),
};

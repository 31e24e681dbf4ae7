import { type Rule, unless } from '../rule';

export const keyRotation: Rule = {
  id: 'PR-KM1',
  title: 'symmetric keys rotate',
  why: 'what one year of a key encrypts is then all that one leak opens',
  fix: 'set EnableKeyRotation to true',
  types: ['AWS::KMS::Key'],
  check: ({ properties }) =>
    unless(
      properties.EnableKeyRotation === true || (properties.KeySpec ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT',
      'Properties/EnableKeyRotation',
    ),
};

import { type Rule, unless } from '../rule';

export const keyRotation: Rule = {
  id: 'PR-KM1',
  title: 'symmetric keys are rotated',
  why: 'with rotation, leaked key material opens only the data of one year',
  fix: 'set EnableKeyRotation to true',
  types: ['AWS::KMS::Key'],
  check: ({ properties }) =>
    unless(
      properties.EnableKeyRotation === true || (properties.KeySpec ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT',
      'Properties/EnableKeyRotation',
    ),
};

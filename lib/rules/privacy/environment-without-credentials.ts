import { at, isRecord, strings } from '../../template/values';
import type { Rule } from '../rule';
import { looksLikeCredential } from './credential-shapes';

export const environmentWithoutCredentials: Rule = {
  id: 'PR-PV1',
  title: 'the environment of a function holds no credential',
  why: 'every identity that may read the configuration of the function can read its environment',
  fix: 'let the function read the credential from Secrets Manager under its own role',
  types: ['AWS::Lambda::Function'],
  check: ({ properties }) => {
    const variables = at(properties, 'Environment.Variables');
    return Object.entries(isRecord(variables) ? variables : {})
      .filter(([name, value]) => looksLikeCredential(`${name}=${strings(value).join('')}`))
      .map(([name]) => `Properties/Environment/Variables/${name}`);
  },
};

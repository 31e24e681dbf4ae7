import { at, isRecord, strings } from '../../template/values';
import type { Rule } from '../rule';
import { looksLikeCredential } from './credential-shapes';

export const environmentWithoutCredentials: Rule = {
  id: 'PR-PV1',
  title: 'no credential in a function’s environment',
  why: 'everybody who may read the function’s configuration reads its environment',
  fix: 'let the function read it from Secrets Manager under its own role',
  types: ['AWS::Lambda::Function'],
  check: ({ properties }) => {
    const variables = at(properties, 'Environment.Variables');
    return Object.entries(isRecord(variables) ? variables : {})
      .filter(([name, value]) => looksLikeCredential(`${name}=${strings(value).join('')}`))
      .map(([name]) => `Properties/Environment/Variables/${name}`);
  },
};

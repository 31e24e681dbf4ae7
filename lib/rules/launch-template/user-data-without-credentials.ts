import { looksLikeCredential } from '../privacy/credential-shapes';
import { type Rule, unless } from '../rule';
import { userDataText } from './user-data-text';

export const userDataWithoutCredentials: Rule = {
  id: 'PR-LT10',
  title: 'no credential in user data',
  why: 'everybody who may describe the launch template, and every process on the instance, reads user data',
  fix: 'let the instance read it from Secrets Manager under its own role',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    unless(!looksLikeCredential(userDataText(properties)), 'Properties/LaunchTemplateData/UserData'),
};

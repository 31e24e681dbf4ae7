import { looksLikeCredential } from '../privacy/credential-shapes';
import { type Rule, unless } from '../rule';
import { userDataText } from './user-data-text';

export const userDataWithoutCredentials: Rule = {
  id: 'PR-LT10',
  title: 'user data holds no credential',
  why: 'every identity that may describe the launch template, and every process on the instance, can read user data',
  fix: 'let the instance read the credential from Secrets Manager under its own role',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    unless(!looksLikeCredential(userDataText(properties)), 'Properties/LaunchTemplateData/UserData'),
};

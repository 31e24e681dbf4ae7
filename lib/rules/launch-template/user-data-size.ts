import { type Rule, unless } from '../rule';
import { userDataText } from './user-data-text';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html 16 KB in raw form, 2026 */
const mostBytes = 16_384;

export const userDataSize: Rule = {
  id: 'PR-LT9',
  title: 'user data fits into 16 KB',
  why: 'EC2 refuses larger user data, so every launch fails, in an update and in every later scale-out',
  fix: 'move long parts of the user data into the machine image or a bucket of the region',
  types: ['AWS::EC2::LaunchTemplate'],
  check: ({ properties }) =>
    unless(Buffer.byteLength(userDataText(properties)) <= mostBytes, 'Properties/LaunchTemplateData/UserData'),
};

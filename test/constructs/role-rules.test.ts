import { CfnInstanceProfile, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { applyRoleRules } from '../../lib/constructs/role-rules';
import { constructStack, propertiesOf } from '../support/construct-stack';

function rolesWith(rules: Parameters<typeof applyRoleRules>[1]) {
  const stack = constructStack('us-east-2');
  const cell = new Construct(stack, 'AVeryLongNameOfACellThatHasFarMoreCharactersThanARoleMayHaveInAws');
  const role = new Role(cell, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new CfnInstanceProfile(cell, 'Profile', { roles: [role.roleName] });
  applyRoleRules(stack, rules);
  return {
    role: propertiesOf(stack, 'AWS::IAM::Role')[0],
    profile: propertiesOf(stack, 'AWS::IAM::InstanceProfile')[0],
  };
}

test('roles and instance profiles have the path, the prefix within 64 characters and, roles, the boundary', () => {
  const { role, profile } = rolesWith({
    permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary',
    rolePath: '/workloads/',
    roleNamePrefix: 'app-',
  });

  expect(role).toMatchObject({
    Path: '/workloads/',
    PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
    RoleName: expect.stringMatching(/^app-[\w-]{1,60}$/),
  });
  expect(profile).toMatchObject({
    Path: '/workloads/',
    InstanceProfileName: expect.stringMatching(/^app-[\w-]{1,60}$/),
  });
  expect(role?.RoleName).not.toBe(profile?.InstanceProfileName);
});

test('without rules nothing is stated, and CloudFormation names roles', () => {
  const { role, profile } = rolesWith({});

  expect(Object.keys(role ?? {})).toEqual(['AssumeRolePolicyDocument']);
  expect(Object.keys(profile ?? {})).toEqual(['Roles']);
});

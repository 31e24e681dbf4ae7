import { describe, expect, test } from 'vitest';
import { renderCommand } from '../../lib/alerts/command';

const describeGroup = {
  service: 'autoscaling',
  operation: 'describe-auto-scaling-groups',
  region: 'us-east-1',
  options: { 'auto-scaling-group-names': 'g' },
  query: 'AutoScalingGroups[0].Arn',
  output: 'text',
} as const;

describe('a command', () => {
  test('quotes what a shell would read otherwise', () => {
    expect(renderCommand({ ...describeGroup, options: { name: "it's $HOME" } })).toBe(
      `aws autoscaling describe-auto-scaling-groups --name 'it'\\''s $HOME' --query 'AutoScalingGroups[0].Arn' --region us-east-1 --output text`,
    );
  });

  test('puts the output of another in place, as one word or as many', () => {
    const inner = `$(${renderCommand(describeGroup)})`;
    const outer = (as: 'word' | 'words') =>
      renderCommand({ service: 's', operation: 'o', region: 'r', options: { x: { outputOf: describeGroup, as } } });

    expect(outer('word')).toBe(`aws s o --x "${inner}" --region r`);
    expect(outer('words')).toBe(`aws s o --x ${inner} --region r`);
  });

  test('that prints a picture saves it', () => {
    expect(renderCommand({ ...describeGroup, options: {}, decodedInto: 'a.png' })).toMatch(
      / --output text \| base64 --decode > a\.png$/,
    );
  });

  test('of the project is printed as it is', () => {
    expect(renderCommand({ project: 'npx cdk deploy x' })).toBe('npx cdk deploy x');
  });
});

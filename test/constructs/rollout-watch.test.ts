import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { RolloutWatch } from '../../lib/constructs/rollout-watch';
import type { RolloutMode } from '../../lib/contract/rollout';
import event from '../lambda/rollout-watch/alarm-state-change-event.json';

interface Pattern {
  readonly source: string[];
  readonly 'detail-type': string[];
  readonly detail: {
    readonly alarmName: readonly { readonly wildcard: string }[];
    readonly state: { readonly value: string[] };
  };
}

function templateOf(mode: RolloutMode): Template {
  const stack = new Stack(
    new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }),
    'assistant-serving-us-east-1',
    {
      env: { account: '111122223333', region: 'us-east-1' },
    },
  );
  new RolloutWatch(stack, 'RolloutWatch', { fleet: 'assistant', models: ['llama-70b'], mode });
  return Template.fromStack(stack);
}

describe('the rollout watch', () => {
  const template = templateOf('watched');
  const [rule] = Object.values(template.findResources('AWS::Events::Rule'));

  test('hears what CloudWatch really sends, of the alarms of its own fleet', () => {
    const {
      source,
      'detail-type': types,
      detail,
    } = (rule as { Properties: { EventPattern: Pattern } }).Properties.EventPattern;
    const patterns = detail.alarmName.map(({ wildcard }) => new RegExp(`^${wildcard.replace('*', '.*')}$`));

    expect([source, types, detail.state.value]).toEqual([
      [event.source],
      [event['detail-type']],
      [event.detail.state.value],
    ]);
    expect(patterns.filter((one) => one.test(event.detail.alarmName))).toHaveLength(1);
    // EventBridge takes 2,048 characters.
    expect(JSON.stringify(rule?.Properties.EventPattern).length).toBeLessThan(2048);
  });

  test('cancels the update of the stack in which it stands, and refreshes of its own groups', () => {
    const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
    );
    const resourcesOf = (action: string): string =>
      JSON.stringify(
        statements.filter(({ Action }) => [Action].flat().includes(action)).map(({ Resource }) => Resource),
      );

    expect(resourcesOf('cloudformation:CancelUpdateStack')).toContain(
      ':cloudformation:us-east-1:111122223333:stack/assistant-serving-us-east-1/*',
    );
    expect(resourcesOf('autoscaling:CancelInstanceRefresh')).toContain(
      'autoScalingGroupName/assistant-llama-70b-baseline',
    );
    expect(resourcesOf('autoscaling:CancelInstanceRefresh')).not.toContain('"*"');
  });

  test('rests for one deployment where that is said', () => {
    expect(rule?.Properties.State).toBe('ENABLED');
    templateOf('unwatched').hasResourceProperties('AWS::Events::Rule', { State: 'DISABLED' });
  });
});

import { describe, expect, test } from 'vitest';
import { renderCommand } from '../../lib/alerts/command';
import { preparation } from '../../lib/doctor/preparation';
import type { Plan } from '../../lib/plan/plan';
import { validPlan } from '../support/fleets';

const commands = (path: string): string[] => preparation(validPlan(path)).map(({ command }) => renderCommand(command));

describe('what an account needs once', () => {
  test('is a role for each service that acts by itself, every region, and the tag that budgets filter on', () => {
    expect(commands('fleets/chat.yaml')).toEqual([
      'aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com --region us-east-1',
      'aws iam create-service-linked-role --aws-service-name elasticloadbalancing.amazonaws.com --region us-east-1',
      'npx cdk bootstrap aws://111122223333/us-east-1',
      'npx cdk bootstrap aws://111122223333/us-west-2',
      'aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=Phase,Status=Active --region us-east-1',
    ]);
  });

  test('is a region that is not enabled by default, before it is bootstrapped', () => {
    const plan = validPlan('fleets/private.yaml');
    const moved: Plan = JSON.parse(JSON.stringify(plan).replaceAll('eu-north-1', 'eu-south-2'));
    const moves = preparation(moved).map(({ command }) => renderCommand(command));

    expect(moves.indexOf('aws account enable-region --region-name eu-south-2 --region us-east-1')).toBeGreaterThan(0);
    expect(moves.indexOf('aws account enable-region --region-name eu-south-2 --region us-east-1')).toBeLessThan(
      moves.indexOf('npx cdk bootstrap aws://111122223333/eu-south-2'),
    );
  });

  test('is a role for spot too, where a deployed pool is on spot', () => {
    expect(commands('fleets/warm-standby.yaml')).toContain(
      'aws iam create-service-linked-role --aws-service-name spot.amazonaws.com --region us-east-1',
    );
    // the spot pool of its batch is not deployed yet
    expect(commands('fleet.yaml').join()).not.toContain('spot');
  });
});

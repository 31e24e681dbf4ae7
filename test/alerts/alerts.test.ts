import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { runbookFiles } from '../../lib/alerts/runbook-files';
import { validPlan } from '../support/fleets';
import { projectRoot, readText } from '../support/project-root';
import { appOf } from '../support/templates';

const plan = validPlan();
const alerts = fleetAlerts(plan);
const pages = runbookFiles(plan);

const alarms = appOf(plan)
  .node.children.filter((child) => child instanceof Stack)
  .flatMap((stack) =>
    Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map((resource) => ({
      region: stack.region,
      properties: resource.Properties as Record<string, unknown>,
    })),
  );

describe('alerts, alarms, pages and index rows are one list', () => {
  test('every watch is an alarm in its region, and every alarm a watch', () => {
    const watched = alerts.flatMap(({ watches }) => watches.map(({ region, alarmName }) => `${region} ${alarmName}`));

    expect(alarms.map(({ region, properties }) => `${region} ${properties.AlarmName}`).sort()).toEqual(watched.sort());
    expect(new Set(watched).size).toBe(watched.length);
  });

  test('every alert watches every region', () => {
    for (const { id, watches } of alerts) {
      expect(
        watches.map(({ region }) => region),
        id,
      ).toEqual(['us-east-1', 'us-west-2']);
    }
  });

  test('every alert has a page, and every page an alert', () => {
    const ids = alerts.map(({ id }) => `${id}.md`);

    expect([...pages.keys()].sort()).toEqual([...ids, 'README.md'].sort());
  });

  test('every alert has an index row, and every row an alert', () => {
    const rows = [...(pages.get('README.md') ?? '').matchAll(/^\| \w+ \| \[[^\]]+\]\(([\w-]+)\.md\)/gm)].map(
      ([, id]) => id,
    );

    expect(rows).toEqual(alerts.map(({ id }) => id));
  });

  test('every alarm name ends in its page, and its description links to it', () => {
    for (const { properties } of alarms) {
      const alert = alerts.find(({ id }) => String(properties.AlarmName).endsWith(`-${id}`));
      expect(properties.AlarmDescription).toContain(
        `https://github.com/example/fleet/blob/main/runbooks/${alert?.id}.md`,
      );
    }
  });

  test('every alarm notifies when it fires and when it clears', () => {
    for (const { properties } of alarms) {
      expect(properties.AlarmActions).toHaveLength(1);
      expect(properties.OKActions).toEqual(properties.AlarmActions);
    }
  });
});

describe('the committed runbooks', () => {
  test('are those of the default fleet', () => {
    const expected = runbookFiles(validPlan('fleet.yaml'));
    for (const [name, text] of expected) {
      expect(readText(join('runbooks', name)), name).toBe(text);
    }
    expect(readdirSync(join(projectRoot, 'runbooks')).sort()).toEqual([...expected.keys()].sort());
  });
});

describe('the runbooks of another fleet file', () => {
  const text = [...runbookFiles(plan, 'eu/our fleet.yaml').values()].join('\n');

  test('name it in every command that reads a fleet file', () => {
    const commands = text.match(/npx (?:cdk|polyregion) [^`\n.,;]*/g) ?? [];

    expect(commands.filter((one) => one.startsWith('npx cdk deploy')).length).toBeGreaterThan(5);
    expect(
      commands.filter(
        (one) => !one.includes(one.startsWith('npx cdk') ? "-c 'fleet=eu/our fleet" : "--fleet 'eu/our fleet"),
      ),
    ).toEqual([]);
  });

  test('speak of no other', () => {
    expect(text.replaceAll('eu/our fleet.yaml', '')).not.toContain('fleet.yaml');
  });
});

describe.each(alerts.map((alert) => [alert.id, alert] as const))('the page of %s', (id, alert) => {
  const page = pages.get(`${id}.md`) ?? '';

  test('has the four sections, in order', () => {
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'Meaning',
      'Impact',
      'Diagnosis',
      'Mitigation',
    ]);
  });

  test('begins with a console link to every alarm', () => {
    for (const { region, alarmName } of alert.watches) {
      expect(page.split('## Meaning')[0]).toContain(
        `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${alarmName}`,
      );
    }
  });

  test('says for every step what to expect, and for every mitigation when not and how to undo', () => {
    for (const { diagnosis, mitigation } of alert.watches) {
      expect(diagnosis.length).toBeGreaterThan(0);
      expect(mitigation.length).toBeGreaterThan(0);
      for (const { say, expect: expected } of [...diagnosis, ...mitigation]) {
        expect(page).toContain(say);
        for (const outcome of [expected].flat()) {
          expect(page).toContain(outcome);
        }
      }
      for (const { notWhen } of mitigation) {
        expect(page).toContain(`Do not do this when ${notWhen}`);
      }
    }
    expect(page.match(/^(Undo|No undo)/gm)).toHaveLength(alert.watches.flatMap(({ mitigation }) => mitigation).length);
  });

  test('has no blank to fill in', () => {
    expect(page).not.toMatch(/TODO|<[a-z-]+>|undefined|NaN|\[object/);
  });

  test('names only links that exist', () => {
    for (const [, target] of page.matchAll(/\b([a-z-]+\.md)\b/g)) {
      expect([...pages.keys()]).toContain(target);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { FleetDashboard } from '../../lib/constructs/fleet-dashboard';
import { constructStack, onlyPropertiesOf } from '../support/construct-stack';

interface Widget {
  readonly properties: { readonly title: string; readonly metrics?: unknown[][]; readonly alarms?: unknown[] };
}

/** Widgets of a dashboard, references to its stack put as text. */
function widgetsOf(
  models: readonly string[],
  alarmNames: readonly string[],
  firstTokenStatistics?: Readonly<Record<string, string>>,
): Widget[] {
  const stack = constructStack();
  new FleetDashboard(stack, 'Dashboard', {
    dashboardName: 'fleet',
    fleet: 'assistant',
    models,
    alarmNames,
    ...(firstTokenStatistics && { firstTokenStatistics }),
  });
  const { DashboardBody } = onlyPropertiesOf(stack, 'AWS::CloudWatch::Dashboard');
  const { 'Fn::Join': join } = DashboardBody as { 'Fn::Join': [string, unknown[]] };
  const text = join[1].map((part) => (typeof part === 'string' ? part : 'REF')).join('');
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

describe('the dashboard of a region', () => {
  const widgets = widgetsOf(['llama-70b', 'llama-8b'], ['assistant-untagged-spending', 'assistant-no-ready-instance']);
  const metricsOf = (title: string): unknown[][] =>
    widgets.find(({ properties }) => properties.title.startsWith(title))?.properties.metrics ?? [];

  test('begins with every alarm of the region', () => {
    expect(widgets[0]?.properties.alarms).toEqual([
      expect.stringMatching(/:us-east-1:111122223333:alarm:assistant-untagged-spending$/),
      expect.stringMatching(/:us-east-1:111122223333:alarm:assistant-no-ready-instance$/),
    ]);
  });

  test.each([
    ['Requests in flight', 'RequestsInFlight', {}],
    ['TTFT p95', 'TimeToFirstTokenSeconds', { stat: 'p95' }],
  ])('shows %s of each model', (title, metric, options) => {
    expect(metricsOf(title)).toEqual(
      ['llama-70b', 'llama-8b'].map((model) => [
        'Polyregion',
        metric,
        'Fleet',
        'assistant',
        'Model',
        model,
        expect.objectContaining({ label: model, period: 60, ...options }),
      ]),
    );
  });

  test('shows the time to first token at the percentile that each alarm judges', () => {
    const shown = (statistics: Readonly<Record<string, string>>) => {
      const { properties } = widgetsOf(['a', 'b'], [], statistics).find((one) =>
        one.properties.title.startsWith('TTFT'),
      ) as Widget;
      return [properties.title, ...(properties.metrics ?? []).map((one) => (one.at(-1) as { stat: string }).stat)];
    };

    expect(shown({ a: 'p99', b: 'p99' })).toEqual(['TTFT p99, seconds', 'p99', 'p99']);
    expect(shown({ a: 'p99' })).toEqual(['TTFT, seconds', 'p99', 'p95']);
  });

  test('shows the money of every phase, and of what carries none', () => {
    expect(metricsOf('USD per hour').map((metric) => metric[5])).toEqual([
      'training',
      'evaluation',
      'serving',
      'shared',
      'untagged',
    ]);
  });
});

import { metricNamespace } from '../contract/metrics';
import type { AwsCommand } from './command';

/** One line of a picture: a metric of the fleet, with its dimensions. */
export interface PictureLine {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** @default - that of the picture */
  readonly statistic?: string;
}

export interface Picture {
  readonly title: string;
  readonly statistic: string;
  readonly periodSeconds: number;
  /** ISO 8601 duration, backwards from now: no command knows today's date, so the console's widget does. */
  readonly since: string;
  readonly lines: readonly PictureLine[];
  readonly file: string;
}

/** Draws metrics into a file. */
export const metricPicture = (
  region: string,
  { title, statistic, periodSeconds, since, lines, file }: Picture,
): AwsCommand => ({
  service: 'cloudwatch',
  operation: 'get-metric-widget-image',
  region,
  options: {
    'metric-widget': JSON.stringify({
      metrics: lines.map(({ name, dimensions, statistic: own }) => [
        metricNamespace,
        name,
        ...Object.entries(dimensions).flat(),
        ...(own === undefined ? [] : [{ stat: own, label: own }]),
      ]),
      stat: statistic,
      period: periodSeconds,
      start: since,
      title,
    }),
  },
  query: 'MetricWidgetImage',
  output: 'text',
  decodedInto: file,
});

import type { UserFlow, UserFlows } from '../../tables/charts/user-flows';
import { type Chart, chartHtml } from './chart';
import type { Html } from './html';

/** Which users come to which region, as flows of their share of the workload's demand. */
export function usersChart({ title, flows }: UserFlows, index: number): Html {
  const chart: Chart = {
    id: `chart-users-${index}`,
    title,
    description: flows.map(({ from, to, share }) => `${from}: ${percentText(share)} to ${to}`).join('; '),
    legend: [],
    height: () => 32 + 44 * Math.max(2, flows.length),
    option: ({ narrow }) => ({
      series: [
        {
          type: 'sankey',
          silent: true,
          left: 4,
          right: narrow ? 132 : 190,
          top: 12,
          bottom: 12,
          nodeGap: 18,
          nodeWidth: 10,
          layoutIterations: 0,
          data: nodesOf(flows),
          links: flows.map(({ from, to, share }) => ({ source: `user ${from}`, target: `region ${to}`, value: share })),
          label: { color: 'var(--ink)', fontSize: narrow ? 11 : 13 },
          lineStyle: { color: 'var(--flow)', opacity: 0.25, curveness: 0.5 },
        },
      ],
    }),
  };
  return chartHtml(chart);
}

const percentText = (share: number): string => `${Math.round(share * 100)} %`;

/** An area and a region may have one name; the prefix keeps them apart and is not shown. */
function nodesOf(flows: readonly UserFlow[]) {
  const node = (kind: 'user' | 'region', name: string) => {
    const share = flows
      .filter(({ from, to }) => name === (kind === 'user' ? from : to))
      .reduce((sum, flow) => sum + flow.share, 0);
    return {
      name: `${kind} ${name}`,
      itemStyle: { color: kind === 'user' ? 'var(--muted)' : 'var(--expected)', borderWidth: 0 },
      label: { formatter: () => `${name}, ${percentText(share)}` },
    };
  };
  return [
    ...[...new Set(flows.map(({ from }) => from))].map((name) => node('user', name)),
    ...[...new Set(flows.map(({ to }) => to))].map((name) => node('region', name)),
  ];
}

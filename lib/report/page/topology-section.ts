import { workloadHostName } from '../../contract/names';
import { stated } from '../../figures/figure';
import type { WorkloadPlan } from '../../plan/plan';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';
import { topologyDiagram } from './topology-diagram';

/** What runs where, and for whom. */
export const topologySection: Section = {
  id: 'topology',
  title: 'Topology',
  body: (page) => {
    const { workloads, fleet } = page.plan;
    const table = tableHtml(
      'Workloads',
      [
        { head: 'workload' },
        { head: 'shape', text: true },
        { head: 'model', text: true },
        { head: 'name that clients use', text: true },
        { head: 'failover', text: true },
        { head: 'promise', text: true },
        { head: 'state', text: true },
      ],
      workloads.map(({ name, shape, model, companions, jurisdiction, failover, objectives, notYetDeployed }) => [
        name,
        shape,
        [model, ...companions.map((one) => one.model)].join(', '),
        objectives.latency === undefined
          ? 'none: nobody waits'
          : html`<code>${workloadHostName({ workload: name, jurisdiction, domain: fleet.domain })}</code>`,
        failover.mode,
        promise(page, objectives),
        notYetDeployed.length === 0 ? 'deployed' : 'not yet in full',
      ]),
    );
    return html`<p>Traffic of a jurisdiction never leaves its regions. Each box is a cell: one model in one region.</p>
${topologyDiagram(page)}${table}`;
  },
};

/** What is promised to whoever waits, or by when it is done. */
const promise = (page: Page, { latency, deadlineHours }: WorkloadPlan['objectives']): Html =>
  latency === undefined
    ? html`done in ${figureHtml(page, stated(deadlineHours, 'h', 'objectives.deadlineHours or its default'))}`
    : html`TTFT ${figureHtml(page, stated(latency.timeToFirstTokenSeconds, 's', 'objectives.timeToFirstTokenSeconds'))}, TPOT ${figureHtml(page, stated(latency.timePerOutputTokenSeconds, 's', 'objectives.timePerOutputTokenSeconds'))}`;

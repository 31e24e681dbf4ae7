import { figureHtml, percent } from './figure-html';
import { html } from './html';
import type { Section } from './page';
import { survivorsChart } from './survivors-chart';
import { tableHtml } from './table-html';

/** N-1: what is left when any one region is lost, without a launch. */
export const survivorsSection: Section = {
  id: 'failover',
  title: 'When a region is lost',
  body: (page) => {
    if (page.plan.workloads.every(({ failover }) => failover.survivors.length === 0)) {
      return undefined;
    }
    const table = tableHtml(
      'What the survivors carry',
      [
        { head: 'workload' },
        { head: 'lost region', text: true },
        { head: 'mode', text: true },
        { head: 'carried at once' },
        { head: 'refused until then' },
        { head: 'once grown' },
        { head: 'promised' },
        { head: 'clients served after' },
      ],
      page.plan.workloads.flatMap(({ name, failover }) =>
        failover.survivors.map(({ lostRegion, shareOfPeak, shareOfPeakGrown, shedRatio, recoverySeconds }) => [
          name,
          lostRegion,
          failover.mode,
          percent(page, shareOfPeak),
          percent(page, shedRatio),
          percent(page, shareOfPeakGrown),
          percent(page, failover.promisedShare),
          failover.mode === 'none' ? 'no failover' : figureHtml(page, recoverySeconds),
        ]),
      ),
    );
    return html`<p>Of the peak, what the others carry at once with what they run already, and what they carry once they have grown to their maximum. Where all that is promised runs at all times, DNS alone moves the clients; a standby is launched first, and a batch waits. Without a failover policy nothing is promised.</p>
${survivorsChart(page)}${table}`;
  },
};

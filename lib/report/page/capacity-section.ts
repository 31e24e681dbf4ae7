import type { Figure } from '../../figures/figure';
import { bare, figureHtml, percent } from './figure-html';
import { type Html, html } from './html';
import type { Page, Section } from './page';
import { replicaTable } from './replica-table';
import { tableHtml } from './table-html';

/** How much each cell holds, and what its machines do. */
export const capacitySection: Section = {
  id: 'capacity',
  title: 'Capacity',
  body: (page) =>
    html`${cellTable(page)}${poolTable(page)}${replacementTable(page)}${replicaTables(page)}${timerTable(page)}${quotaTable(page)}`,
};

const replicaTables = (page: Page): Html[] =>
  page.plan.workloads.flatMap(({ name, model, types, companions }) =>
    [{ model, types }, ...companions].flatMap((one) =>
      page.plan.models
        .filter((known) => known.name === one.model)
        .map((known) => replicaTable(page, name, known, one.types)),
    ),
  );

const cellTable = (page: Page): Html =>
  tableHtml(
    'Cells',
    [
      { head: 'cell' },
      { head: 'demand', text: true },
      { head: 'minimum' },
      { head: 'maximum' },
      { head: 'scales at', unit: 'in flight' },
      { head: 'full at', unit: 'in flight' },
      { head: 'longest request' },
    ],
    page.plan.cells.map((cell) => [
      `${cell.model}, ${cell.region}`,
      html`${cell.loads.map(({ workload, demandShare }) => html`<div>${percent(page, demandShare)} of ${workload}</div>`)}`,
      figureHtml(page, cell.minInstances),
      figureHtml(page, cell.maxInstances),
      bare(page, cell.targetRequestsInFlight),
      bare(page, cell.fullRequestsInFlight),
      figureHtml(page, cell.engine.longestRequestSeconds),
    ]),
  );

const poolTable = (page: Page): Html =>
  tableHtml(
    'Pools: a group of instances each',
    [
      { head: 'cell' },
      { head: 'pool', text: true },
      { head: 'minimum' },
      { head: 'maximum' },
      { head: 'more while replaced' },
      { head: 'stopped, ready' },
      { head: 'reserved', text: true },
      { head: 'state', text: true },
    ],
    page.plan.cells.flatMap((cell) =>
      cell.pools.map((pool) => [
        `${cell.model}, ${cell.region}`,
        `${pool.pool}, ${pool.purchase}`,
        bare(page, pool.minInstances),
        bare(page, pool.maxInstances),
        bare(page, pool.surgeInstances),
        bare(page, pool.warmInstances),
        pool.reservations.join(' '),
        cell.notYetDeployed === undefined && pool.notYetDeployed === undefined ? 'deployed' : 'not yet deployed',
      ]),
    ),
  );

const replacementTable = (page: Page): Html =>
  tableHtml(
    'When the instances of a group are replaced',
    [
      { head: 'cell' },
      { head: 'pool', text: true },
      { head: 'how', text: true },
      { head: 'takes', unit: 's' },
      { head: 'taken back', unit: 's' },
      { head: 'for', unit: 'USD' },
    ],
    page.plan.cells.flatMap((cell, index) =>
      cell.pools.map(({ pool, replacement }, position) => [
        `${cell.model}, ${cell.region}`,
        pool,
        replacement.strategy,
        bare(page, replacement.seconds),
        bare(page, replacement.rollbackSeconds),
        bare(page, page.plan.cellCosts[index]?.pools[position]?.rollbackUsd as Figure),
      ]),
    ),
  );

const timerTable = (page: Page): Html =>
  tableHtml(
    'Timers, seconds: none cuts another short',
    [
      { head: 'cell' },
      { head: 'launch given up' },
      { head: 'idle connection' },
      { head: 'deregistration' },
      { head: 'engine shutdown' },
      { head: 'scale-in' },
      { head: 'spot has' },
    ],
    page.plan.cells.map(({ model, region, timers }) => [
      `${model}, ${region}`,
      bare(page, timers.launchHookSeconds),
      bare(page, timers.idleTimeoutSeconds),
      bare(page, timers.deregistrationDelaySeconds),
      bare(page, timers.engineShutdownSeconds),
      bare(page, timers.scaleInSeconds),
      bare(page, timers.spotDrainSeconds),
    ]),
  );

const quotaTable = (page: Page): Html =>
  tableHtml(
    'Quotas that the account needs with every group at its maximum',
    [{ head: 'region' }, { head: 'quota', text: true }, { head: 'code', text: true }, { head: 'at least' }],
    page.plan.quotas.map(({ region, quotaName, quotaCode, vcpus }) => [
      region,
      quotaName,
      html`<code>${quotaCode}</code>`,
      figureHtml(page, vcpus),
    ]),
  );

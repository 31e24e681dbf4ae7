import { describe, expect, test } from 'vitest';
import { Html, html } from '../../lib/report/page/html';
import { reportPage } from '../../lib/report/page/report-page';
import { exampleFleets } from '../support/fleets';
import { reportData, reportSections } from '../support/report';

const pages = new Map(exampleFleets.map((fleet) => [fleet, reportPage(reportData(fleet))]));

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] as string);

test.each(['fleet.yaml', 'fleets/warm-standby.yaml'])('the report of %s is the same for the same plan', (fleet) => {
  expect(reportPage(reportData(fleet))).toBe(pages.get(fleet));
});

describe.each([...pages])('the report of %s', (_, page) => {
  test('has every section, and a link to each', () => {
    for (const { id, title } of reportSections) {
      expect(page).toContain(`<h2 id="${id}-title">${title}</h2>`);
      expect(page).toContain(`<a href="#${id}">${title}</a>`);
    }
  });

  test('says first that nothing is created', () => {
    expect(page.indexOf('Nothing is created in AWS.')).toBeGreaterThan(0);
    expect(page.indexOf('Nothing is created in AWS.')).toBeLessThan(page.indexOf('<section'));
  });

  test('has an origin behind every number of a table', () => {
    const cells = all(page, /<td[^>]*>(.*?)<\/td>/gs).filter((cell) =>
      /^[\d.,]+( ?%)?$/.test(cell.replace(/<[^>]*>/g, '').trim()),
    );

    expect(cells).toEqual([]);
    expect(all(page, /<span class="figure"(.*?)<\/span>/gs).length).toBeGreaterThan(50);
    for (const figure of page.split('<span class="figure"').slice(1)) {
      expect(figure).toMatch(
        /^ title="(measured|published|derived|stated|assumed): [^"]+"><span class="value">[^<]+<\/span>( <span class="unit">[^<]+<\/span>)? <(a|span) class="origin (measured|published|derived|stated|assumed)"/,
      );
    }
  });

  test('leads from every letter to an explanation', () => {
    const ids = new Set(all(page, / id="([^"]+)"/g));

    expect(ids.size).toBe(all(page, / id="([^"]+)"/g).length);
    expect(all(page, / href="#([^"]+)"/g).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('has a text alternative for every chart and a caption for every table', () => {
    expect(all(page, /<svg ([^>]*)>/g).filter((tag) => !/role="img" aria-label="[^"]{10,}"/.test(tag))).toEqual([]);
    expect(all(page, /<table>(.{9})/g).filter((start) => start !== '<caption>')).toEqual([]);
  });

  test('needs nothing beside itself', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base)\b/i);
    expect(page).not.toMatch(/\b(src|href|action|data)="(?!#)/i);
    expect(page).not.toMatch(/@import|url\((?!#)|javascript:|\son\w+=/i);
    expect(page).toContain('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"');
  });

  test('has drawn charts, in colours that follow the theme', () => {
    // What stands in defs clips and is not seen.
    const charts = all(page, /<svg [^>]*>(.*?)<\/svg>/gs).map((chart) => chart.replace(/<defs.*?<\/defs>/gs, ''));

    expect(charts.length).toBeGreaterThanOrEqual(8);
    for (const chart of charts) {
      expect(chart).toMatch(/<path /);
      expect(
        all(chart, /(?:fill|stroke)="([^"]+)"/g).filter((color) => !/^(none|var\(--[\w-]+\))$/.test(color)),
      ).toEqual([]);
    }
  });
});

describe('what the report prints', () => {
  test('is escaped, wherever it comes from', () => {
    const evil = '</style><script>alert("1")</script><img src=x onerror=\'x\'>';
    const { plan, findings, options, ...rest } = reportData();
    const page = reportPage({
      ...rest,
      source: { file: evil, date: evil, commit: { hash: evil, date: evil, isChanged: true } },
      nearest: [{ what: evil, set: [evil], usdPerMonth: 5 }],
      plan: {
        ...plan,
        fleet: { ...plan.fleet, name: evil, owner: evil },
        workloads: plan.workloads.map((workload) => ({ ...workload, name: evil })),
        models: plan.models.map((model) => ({ ...model, name: evil, weights: evil })),
        cells: plan.cells.map((cell) => ({
          ...cell,
          loads: cell.loads.map((load) => ({
            ...load,
            workload: evil,
            demandShare: { ...load.demandShare, source: evil },
          })),
        })),
      },
      findings: findings.map((finding) => ({ ...finding, path: evil, message: evil, source: evil })),
      options: options.map((one) => ({ ...one, workload: evil })),
    });

    expect(page).not.toMatch(/<script|<img|<[^>]* onerror='/);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  test('says so when nothing was found', () => {
    expect(reportPage({ ...reportData(), findings: [] })).toContain('There are no findings about the fleet file.');
  });

  test('leaves out a section that has nothing to say', () => {
    const { plan, ...rest } = reportData();
    const workloads = plan.workloads.map((one) => ({
      ...one,
      types: [],
      companions: [],
      failover: { ...one.failover, survivors: [] },
    }));
    const page = reportPage({ ...rest, plan: { ...plan, models: [], workloads, cells: [] }, options: [] });

    for (const id of ['options', 'cold-start', 'failover']) {
      expect(page).not.toContain(`<section id="${id}"`);
      expect(page).not.toContain(`href="#${id}"`);
    }
  });

  test('keeps today out of everything but the findings', () => {
    const page = reportPage({ ...reportData(), findings: [] });

    expect(page).not.toContain('days ago');
  });
});

describe('html', () => {
  test.each([
    { value: `<&>"'`, printed: '&lt;&amp;&gt;&quot;&#39;' },
    { value: 3, printed: '3' },
    { value: undefined, printed: '' },
    { value: html`<b>${'<'}</b>`, printed: '<b>&lt;</b>' },
    { value: ['<', html`<i></i>`], printed: '&lt;<i></i>' },
  ])('prints $printed', ({ value, printed }) => {
    expect(html`${value}`.text).toBe(printed);
  });

  test('takes nothing for markup that only looks like it', () => {
    const posing = { text: '<script>' } as unknown as Html;

    expect(() => html`${posing}`.text).toThrow();
    expect(html`${new Html('<b>')}`.text).toBe('<b>');
  });
});

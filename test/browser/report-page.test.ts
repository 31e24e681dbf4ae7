import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { reportPage } from '../../lib/report/page/report-page';
import { exampleFleets } from '../support/fleets';
import { reportData, reportSections } from '../support/report';
import { isLong } from '../support/test-length';
import { pageFolder, startChromium } from './chromium';

interface View {
  readonly name: string;
  readonly width: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
}

const views: readonly View[] = [
  { name: 'light', width: 1280, colorScheme: 'light' },
  { name: 'dark', width: 1280, colorScheme: 'dark' },
  { name: 'narrow', width: 390, colorScheme: 'light' },
  { name: 'print', width: 700, media: 'print' },
];

/** Every page is looked at where space is shortest; light, dark and print differ by style sheets, which all pages share. */
const fleetsInEveryView = isLong ? exampleFleets : ['fleets/warm-standby.yaml', 'fleets/retrieval.yaml'];
const viewsOf = (fleet: string): readonly View[] =>
  fleetsInEveryView.includes(fleet) ? views : views.filter(({ name }) => name === 'narrow');

const folder = pageFolder();
const urls = new Map<string, string>();
let browser: Browser;

beforeAll(async () => {
  for (const [index, fleet] of exampleFleets.entries()) {
    const path = join(folder, `${index}.html`);
    writeFileSync(path, reportPage(reportData(fleet)));
    urls.set(fleet, pathToFileURL(path).href);
  }
  browser = await startChromium();
});

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page of a fleet, with what the browser complained of and asked for meanwhile. */
async function open(fleet: string, { width, colorScheme = 'light', media = 'screen' }: View) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.emulateMedia({ media, colorScheme });
  await page.goto(urls.get(fleet) as string);
  return { page, complaints, requests };
}

/** What is wrong with its layout, measured in the page. */
const layoutFaults = (page: Page, ids: readonly string[]): Promise<string[]> =>
  page.evaluate((expected) => {
    const faults: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      faults.push(`the page is ${scrollWidth} px wide on a screen of ${clientWidth} px`);
    }
    for (const id of expected) {
      if (!document.querySelector(`section#${id} h2`)?.checkVisibility()) {
        faults.push(`section ${id} is not visible`);
      }
    }
    for (const figure of document.querySelectorAll('figure')) {
      const drawn = [...figure.querySelectorAll('svg')].filter((svg) => svg.checkVisibility());
      if (drawn.length !== 1) {
        faults.push(`${figure.id} shows ${drawn.length} charts`);
      }
      for (const svg of drawn) {
        const frame = svg.getBoundingClientRect();
        const marks = [...svg.querySelectorAll('path, circle')].filter(
          (mark) => mark.getBoundingClientRect().width > 1,
        );
        if (frame.width < 200 || frame.height < 60 || marks.length === 0) {
          faults.push(`${figure.id} is ${frame.width} × ${frame.height} px with ${marks.length} marks`);
        }
        for (const text of svg.querySelectorAll('text')) {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          if (left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1) {
            faults.push(`${figure.id}: "${text.textContent}" is cut off`);
          }
        }
      }
    }
    return faults;
  }, ids);

/** Rules that the page breaks, of those that keep people out. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
}

describe.each(exampleFleets)('the report of %s in a browser', (fleet) => {
  test.each(viewsOf(fleet))('$name: whole, quiet and readable', async (view) => {
    const { page, complaints, requests } = await open(fleet, view);

    expect(
      await layoutFaults(
        page,
        reportSections.map(({ id }) => id),
      ),
    ).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([urls.get(fleet)]);
    await page.close();
  });
});

describe('the report in a browser', () => {
  test('is dark where the reader wants it dark, and never on paper', async () => {
    const ground = async (view: Omit<View, 'name' | 'width'>): Promise<string> => {
      const { page } = await open('fleet.yaml', { name: '', width: 1280, ...view });
      const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.close();
      return color;
    };

    expect(await ground({ colorScheme: 'light' })).toBe('rgb(255, 255, 255)');
    expect(await ground({ colorScheme: 'dark' })).toBe('rgb(20, 24, 29)');
    expect(await ground({ colorScheme: 'dark', media: 'print' })).toBe('rgb(255, 255, 255)');
  });

  test('opens the explanation of a number when its letter is followed', async () => {
    const { page } = await open('fleet.yaml', { name: '', width: 1280 });

    await page.click('#capacity tbody a.origin >> nth=0');

    expect(await page.evaluate(() => document.querySelector(':target')?.checkVisibility())).toBe(true);
    await page.close();
  });
});

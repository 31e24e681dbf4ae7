import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceTable } from '../../catalogue/price-table';

/** Of the checkout that the running program was built from. */
const projectRoot = join(__dirname, '../../../..');

/** The table that is reviewed; what runs is the copy of it that the build makes. */
export const priceTableFile = 'lib/catalogue/data/prices.json';
const path = join(projectRoot, priceTableFile);

export interface PriceTableFile {
  readonly text: string;
  readonly table: PriceTable;
}

/** @throws Error where the file is no table, for example in the middle of a merge */
export function readPriceTable(): PriceTableFile {
  const text = readFileSync(path, 'utf8');
  try {
    return { text, table: JSON.parse(text) as PriceTable };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Error(
      `${priceTableFile}: is not JSON, got ${reason}, expected the price table; run: git checkout -- ${priceTableFile}`,
    );
  }
}

/** Replaces the file as a whole: whoever reads meanwhile sees the old table or the new one. */
export function writePriceTable(text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Builds anew, so that plan, stacks and the burn meter's bundle hold the prices of the file. @throws Error when it fails */
export function rebuild(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${priceTableFile}: is written but not built, got ${stderr.trim()}; run: npm run build`);
  }
}

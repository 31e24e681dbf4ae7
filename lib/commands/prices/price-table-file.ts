import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PriceTable } from '../../catalogue/price-table';
import { packageFolder } from '../package-files';
import { replaceFile } from '../replace-file';

/** The table of a clone, which is reviewed; what runs is the copy of it that the build makes. */
export const priceTableFile = 'lib/catalogue/data/prices.json';
const path = (): string => join(packageFolder(), priceTableFile);

export interface PriceTableFile {
  readonly text: string;
  readonly table: PriceTable;
}

/** @throws Error where the file is no table, for example in the middle of a merge */
export function readPriceTable(): PriceTableFile {
  const text = readFileSync(path(), 'utf8');
  try {
    return { text, table: JSON.parse(text) as PriceTable };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Error(
      `${priceTableFile}: is not JSON, got ${reason}, expected the price table; run: git checkout -- ${priceTableFile}`,
    );
  }
}

export const writePriceTable = (text: string): void => replaceFile(path(), text);

/** Builds anew, so that plan, stacks and the burn meter's bundle hold the prices of the file. @throws Error when it fails */
export function rebuild(): void {
  const cwd = packageFolder();
  const { status, stderr } = spawnSync(process.execPath, [join(cwd, 'scripts/build.mjs')], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${priceTableFile}: is written but not built, got ${stderr.trim()}; run: npm run build`);
  }
}

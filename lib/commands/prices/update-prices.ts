import { Command, Option } from 'commander';
import { priceTableText } from '../../catalogue/price-table';
import { builtPriceTable } from '../../catalogue/prices';
import type { Finding } from '../../contract/findings';
import { mergeRegions } from '../../prices/merge-regions';
import { changesPlans, priceChanges } from '../../prices/price-changes';
import { findingsText } from '../../report/findings-text';
import { priceChangesText, unknownTypesText } from '../../report/price-changes-text';
import { statedPricesText } from '../../report/stated-prices-text';
import { example, fleetOption, jsonOption, jsonText } from '../fleet-option';
import { isClone } from '../package-files';
import { askedRegions, type RegionOptions } from './asked-regions';
import { priceTableFile, readPriceTable, rebuild, writePriceTable } from './price-table-file';
import { readPrices } from './read-prices';

interface UpdateOptions extends RegionOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

export const updatePricesCommand = (): Command =>
  new Command('update')
    .description('compare the price table with AWS, with your credentials; in a clone, write the new table')
    .addOption(fleetOption())
    .addOption(
      new Option('--region <code>', 'region to read, repeatable (default: those of the fleet file)')
        .argParser((code: string, earlier: string[] = []) => [...earlier, code])
        .conflicts(['all', 'fleet']),
    )
    .addOption(new Option('--all', 'read every region of the catalogue').conflicts('fleet'))
    .option('--check', 'write nothing; fail when a list price, a type or a zone would change')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example(
        'npx polyregion prices update --check',
        'npx polyregion prices update --region eu-north-1 --region eu-central-1',
      ),
    )
    .action(updatePrices);

async function updatePrices({ check, json, ...asked }: UpdateOptions): Promise<void> {
  const codes = askedRegions(asked);
  if (!areCodes(codes)) {
    refuse(codes, json);
    return;
  }
  const isWritable = isClone();
  const { text, table } = isWritable ? readPriceTable() : { text: undefined, table: builtPriceTable };
  const { regions, unknownTypes, findings } = await readPrices(codes, (progress) => process.stderr.write(progress));
  if (findings.length > 0) {
    refuse(findings, json);
    return;
  }
  const date = new Date().toISOString().slice(0, 10);
  const updated = mergeRegions(table, regions, date);
  const updatedText = priceTableText(updated);
  const changes = priceChanges(table, updated, codes);
  const written = isWritable && !check && updatedText !== text;
  if (written) {
    writePriceTable(updatedText);
  }
  process.stdout.write(
    json
      ? jsonText({ file: priceTableFile, written, date, regions: codes, changes, unknownTypes })
      : `${priceChangesText(changes)}${unknownTypesText(unknownTypes)}${
          isWritable
            ? `${priceTableFile}: ${outcome(written, check, changesPlans(changes))}\n`
            : statedPricesText(changes, asked.fleet)
        }`,
  );
  if (written) {
    rebuild();
  }
  process.exitCode = check && changesPlans(changes) ? 1 : 0;
}

const areCodes = (asked: string[] | Finding[]): asked is string[] => asked.every((code) => typeof code === 'string');

/** Nothing is written unless every region answered. */
function refuse(findings: readonly Finding[], json = false): void {
  process.stdout.write(json ? jsonText({ file: priceTableFile, written: false, findings }) : '');
  process.stderr.write(json ? '' : `${findingsText(findings)}${priceTableFile}: not written\n`);
  process.exitCode = 1;
}

function outcome(written: boolean, check: boolean | undefined, changed: boolean): string {
  if (check) {
    return changed ? 'out of date; run it without --check' : 'current';
  }
  return written ? 'written; review it with git diff, then run: npm run generate && npm test' : 'unchanged';
}

import { Command } from 'commander';
import { regionCodes } from '../../catalogue/regions';
import { offersInRegion } from '../../plan/prices/offers-of-type';
import { regionsText, regionText } from '../../report/catalogue-text';
import { example, jsonOption, jsonText } from '../fleet-option';

export const regionsCommand = (): Command =>
  new Command('regions')
    .description('list the regions with GPU instance types, or what one of them offers: prices, zones, quotas')
    .argument('[code]', 'AWS Region')
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion regions', 'npx polyregion regions eu-central-1'))
    .action((code: string | undefined, { json }: { readonly json?: boolean }) => {
      if (code === undefined) {
        const regions = regionCodes.map(offersInRegion).filter((offers) => offers.length > 0);
        process.stdout.write(json ? jsonText({ regions: regions.map(summary) }) : regionsText(regions));
        return;
      }
      const offers = offersInRegion(code);
      if (offers.length === 0) {
        process.stderr.write(
          `${code}: no GPU instance type that a fleet can use is known there; npx polyregion regions lists the regions that have some\n`,
        );
        process.exitCode = 1;
        return;
      }
      process.stdout.write(json ? jsonText({ region: code, offers }) : regionText(code, offers));
    });

const summary = (offers: ReturnType<typeof offersInRegion>) => ({
  region: offers[0]?.region,
  place: offers[0]?.place,
  types: offers.map(({ type }) => type.name),
});

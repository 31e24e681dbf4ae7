import { Command } from 'commander';
import { gpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { otherInstanceType } from '../../catalogue/other-instance-types';
import { insteadOfType } from '../../fleet/instead-of-type';
import { offersOfType } from '../../plan/prices/offers-of-type';
import { typesText, typeText } from '../../report/catalogue-text';
import { example, jsonOption, jsonText } from '../fleet-option';

const unknownType = {
  problem: 'is no part of the name of a GPU instance type or of its GPU',
  fix: 'npx polyregion types lists all of them',
};

export const typesCommand = (): Command =>
  new Command('types')
    .description('list GPU instance types, or where one is offered, at which price and quota')
    .argument('[type]', 'an instance type, or a part of its name or of its GPU’s')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      example('npx polyregion types', 'npx polyregion types h100', 'npx polyregion types p5.48xlarge --json'),
    )
    .action((asked: string | undefined, { json }: { readonly json?: boolean }) => {
      const type = asked === undefined ? undefined : gpuInstanceType(asked);
      if (type !== undefined) {
        const offers = offersOfType(type);
        process.stdout.write(json ? jsonText({ type, offers }) : typeText(type.name, offers));
        return;
      }
      const word = (asked ?? '').toLowerCase();
      const found = gpuInstanceTypes.filter(({ name, gpu }) => `${name} ${gpu.toLowerCase()}`.includes(word));
      if (found.length === 0) {
        const other = otherInstanceType(word);
        const { problem, fix } = other === undefined ? unknownType : insteadOfType(other);
        process.stderr.write(`${asked}: ${problem}; ${fix}\n`);
        process.exitCode = 1;
        return;
      }
      const offers = found.map(offersOfType);
      process.stdout.write(json ? jsonText({ types: found }) : typesText(offers));
    });

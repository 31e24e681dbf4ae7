import type { Command } from 'commander';
import { pricedPlan } from '../lib/overhead/priced-plan';
import type { Plan } from '../lib/plan/plan';
import { headline } from '../lib/report/plan-text';
import { summaryText } from '../lib/report/summary-text';
import { table } from './markdown-table';
import { code } from './permission-roles';
import { kindsOf } from './verification/claim';
import { claims } from './verification/claims';

/** The parts of README that are generated, by the name in their markers. */
export function readmeSections(plan: Plan, commands: Command): ReadonlyMap<string, string> {
  const priced = pricedPlan(plan);
  return new Map([
    ['output', ['```', `${headline(priced)}\n${summaryText(priced)}`.trimEnd(), '```'].join('\n')],
    ['commands', commandTable(commands)],
    ['verified', claimTable()],
  ]);
}

/** Claims as docs/verification.md has them, without how each is shown. */
const claimTable = (): string =>
  table(
    ['what', 'shown by', 'with'],
    claims.map((claim) => [
      fromRoot(claim.what),
      kindsOf(claim)
        .join(', ')
        .replace(/only on/, 'in part only on'),
      [...new Set(claim.shown.map(({ command }) => code(command.split(' -- ')[0] ?? command)))].join(', '),
    ]),
  );

/** Links of a page in docs/, as they are from the root. */
const fromRoot = (text: string): string =>
  text.replace(/\]\((?:\.\.\/)?/g, (link) => (link === '](' ? '](docs/' : ']('));

const commandTable = (commands: Command): string =>
  ['| command | does |', '|---|---|', ...commandRows('npx', commands)].join('\n');

/** A row for every command that does something; a command of commands has theirs. */
function commandRows(before: string, command: Command): string[] {
  const line = `${before} ${command.name()}`;
  return command.commands.length === 0
    ? [`| \`${line}\` | ${command.description()} |`]
    : command.commands.flatMap((below) => commandRows(line, below));
}

/** README with its generated parts made anew. @throws Error when a part has no place in it */
export function withSections(readme: string, sections: ReadonlyMap<string, string>): string {
  return [...sections].reduce((text, [name, content]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new Error(`README.md: no section ${name}, expected ${begin} and ${end}`);
    }
    return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
  }, readme);
}

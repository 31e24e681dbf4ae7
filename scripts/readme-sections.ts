import { program } from '../lib/commands/program';
import type { Plan } from '../lib/plan/plan';
import { headline, planText } from '../lib/report/plan-text';

/** The parts of README that are generated, by the name in their markers. */
export const readmeSections = (plan: Plan): ReadonlyMap<string, string> =>
  new Map([
    ['output', ['```', `${headline(plan)}\n${planText(plan)}`.trimEnd(), '```'].join('\n')],
    ['commands', commandTable()],
  ]);

function commandTable(): string {
  const rows = program().commands.map(
    (command) => `| \`npx polyregion ${command.name()}\` | ${command.description()} |`,
  );
  return ['| command | does |', '|---|---|', ...rows].join('\n');
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

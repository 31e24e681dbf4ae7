import pc from 'picocolors';

interface Step {
  readonly name: 'names' | 'region' | 'account';
  readonly region: string;
  readonly standing: readonly { readonly name: string }[];
}

const does: Readonly<Record<Step['name'], string>> = {
  names: 'DNS names and health checks go, so that no client is led to what follows',
  region: 'groups go to zero, their instances finish what they do, then the stacks are deleted',
  account: 'budgets go last',
};

/** The steps of the removal of a fleet, in order, with the stacks that exist. */
export const teardownText = (steps: readonly Step[]): string =>
  steps
    .map(({ name, region, standing }, index) => {
      const stacks = standing.length === 0 ? 'nothing is left' : standing.map((stack) => stack.name).join(', ');
      return `${pc.bold(`${index + 1}. ${name}`)} in ${region}: ${does[name]}: ${stacks}\n`;
    })
    .join('');

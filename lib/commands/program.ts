import { Command } from 'commander';
import { version } from '../../package.json';

/** Each command with the file that it comes from: a call loads the file of its own command only. In the order of the help. */
const commands = {
  init: async () => (await import('./init/init.js')).initCommand(),
  start: async () => (await import('./start.js')).startCommand(),
  validate: async () => (await import('./validate.js')).validateCommand(),
  plan: async () => (await import('./plan.js')).planCommand(),
  estimate: async () => (await import('./estimate.js')).estimateCommand(),
  rehearse: async () => (await import('./rehearse/rehearse.js')).rehearseCommand(),
  drill: async () => (await import('./drill/drill.js')).drillCommand(),
  optimize: async () => (await import('./optimize/optimize.js')).optimizeCommand(),
  report: async () => (await import('./report.js')).reportCommand(),
  quotas: async () => (await import('./quotas.js')).quotasCommand(),
  prepare: async () => (await import('./prepare.js')).prepareCommand(),
  doctor: async () => (await import('./doctor/doctor.js')).doctorCommand(),
  smoke: async () => (await import('./smoke/smoke.js')).smokeCommand(),
  pin: async () => (await import('./pin/pin.js')).pinCommand(),
  promote: async () => (await import('./promote/promote.js')).promoteCommand(),
  artifacts: async () => (await import('./artifacts.js')).artifactsCommand(),
  models: async () => (await import('./models/models.js')).modelsCommand(),
  types: async () => (await import('./catalogue/types.js')).typesCommand(),
  regions: async () => (await import('./catalogue/regions.js')).regionsCommand(),
  token: async () => (await import('./token/token.js')).tokenCommand(),
  region: async () => (await import('./region/region.js')).regionCommand(),
  destroy: async () => (await import('./destroy/destroy.js')).destroyCommand(),
  calibrate: async () => (await import('./calibrate/calibrate.js')).calibrateCommand(),
  launches: async () => (await import('./launches/launches.js')).launchesCommand(),
  measure: async () => (await import('./measure/measure.js')).measureCommand(),
  prices: async () => (await import('./prices/prices.js')).pricesCommand(),
  schema: async () => (await import('./schema.js')).schemaCommand(),
  runbooks: async () => (await import('./runbooks.js')).runbooksCommand(),
} as const;

const isCommand = (name: string | undefined): name is keyof typeof commands =>
  name !== undefined && Object.hasOwn(commands, name);

/**
 * The command line.
 *
 * @param first the first word of the call: where it names a command, that command alone is loaded; otherwise all of them,
 * for the help and for suggestions
 */
export async function program(first?: string): Promise<Command> {
  const root = new Command('polyregion')
    .description('Multi-region AI serving on AWS GPUs, as code. Only cdk deploy creates anything in AWS.')
    .version(version)
    .showHelpAfterError()
    .showSuggestionAfterError();
  const wanted = isCommand(first) ? [commands[first]] : Object.values(commands);
  for (const command of await Promise.all(wanted.map((load) => load()))) {
    root.addCommand(command.copyInheritedSettings(root));
  }
  return root;
}

/** Something to paste into a POSIX shell, as data: printed in runbooks, checked and executed by tests. */
export type Command = AwsCommand | ProjectCommand;

/** A command of this project, run in its checkout. */
export interface ProjectCommand {
  readonly project: string;
}

/** One AWS CLI call, valid for versions 1 and 2 of the CLI. */
export interface AwsCommand {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** Option names without dashes. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** JMESPath. */
  readonly query?: string;
  readonly output?: 'table' | 'text' | 'json';
  /** File into which the printed base64 is decoded, for pictures. */
  readonly decodedInto?: string;
}

/** `true` is an option without a value, such as `--descending`. */
export type OptionValue = string | number | true | readonly string[] | Substitution;

/** What another command prints, put in place: as one word, or as all its words. */
export interface Substitution {
  readonly outputOf: AwsCommand;
  readonly as: 'word' | 'words';
}

export const renderCommand = (command: Command): string =>
  'project' in command ? command.project : renderAwsCommand(command);

function renderAwsCommand({ service, operation, region, options, query, output, decodedInto }: AwsCommand): string {
  return [
    'aws',
    service,
    operation,
    ...Object.entries(options).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}`, renderValue(value)],
    ),
    ...(query === undefined ? [] : ['--query', quote(query)]),
    '--region',
    region,
    ...(output === undefined ? [] : ['--output', output]),
    ...(decodedInto === undefined ? [] : ['| base64 --decode >', quote(decodedInto)]),
  ].join(' ');
}

function renderValue(value: Exclude<OptionValue, true>): string {
  if (typeof value === 'string' || typeof value === 'number') {
    return quote(String(value));
  }
  if (!('outputOf' in value)) {
    return value.map(quote).join(' ');
  }
  const inner = `$(${renderAwsCommand(value.outputOf)})`;
  return value.as === 'word' ? `"${inner}"` : inner;
}

const quote = (text: string): string => (/^[\w./:=,@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

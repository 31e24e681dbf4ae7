/** What a line may hold: names, numbers and digests of the fleet's own. Nothing that came in a request or left in an answer. */
export type LogFacts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export type Log = (event: string, facts?: LogFacts) => void;

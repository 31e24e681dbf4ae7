/** The parts of an ARN that say where a thing is. */
export interface Arn {
  readonly service: string;
  /** Empty for what has no region. */
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const pattern = /^arn:aws:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws):(.+)$/;

/** Reads an ARN of the partition aws; undefined where a text is none. */
export function parseArn(text: string): Arn | undefined {
  const [, service, region, account, resource] = pattern.exec(text) ?? [];
  return service === undefined || region === undefined || account === undefined || resource === undefined
    ? undefined
    : { service, region, account, resource };
}

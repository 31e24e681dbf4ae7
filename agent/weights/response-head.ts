/** What the head of an HTTP answer says of the body after it. */
export interface ResponseHead {
  readonly status: number;
  /** Undefined where only the end of the connection, or of the last chunk, ends the body. */
  readonly bodyBytes: number | undefined;
  readonly keepsAlive: boolean;
}

/** Reads the head of an HTTP/1.1 answer, without the empty line that ends it; undefined where it is none. */
export function responseHead(text: string): ResponseHead | undefined {
  const [first = '', ...lines] = text.split('\r\n');
  const [, status] = /^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first) ?? [];
  if (status === undefined) {
    return undefined;
  }
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = headers.get('content-length') ?? '';
  return {
    status: Number(status),
    bodyBytes: /^\d+$/.test(length) && !headers.has('transfer-encoding') ? Number(length) : undefined,
    keepsAlive: headers.get('connection')?.toLowerCase() !== 'close',
  };
}

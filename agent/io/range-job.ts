/** A signed request for a range, and where its bytes go. Plain data: it crosses between threads. */
export interface RangeJob {
  readonly origin: Origin;
  /** The request's head, with the empty line that ends it. */
  readonly head: string;
  readonly file: string;
  /** First byte of the range, in the object and in the file. */
  readonly start: number;
  readonly end: number;
}

export interface Origin {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

/** A request as the SDK hands it over for sending. */
export interface SignedRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

type FilePart = Pick<RangeJob, 'file' | 'start' | 'end'>;

export function rangeJob({ protocol, hostname, port, path, query, headers }: SignedRequest, part: FilePart): RangeJob {
  const secure = protocol === 'https:';
  const search = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return {
    origin: { secure, host: hostname, port: port ?? (secure ? 443 : 80) },
    head: `GET ${path}?${search.join('&')} HTTP/1.1\r\n${lines.join('')}\r\n`,
    ...part,
  };
}

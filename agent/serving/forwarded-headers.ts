/** Headers that concern one connection only, besides those that `Connection` names. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop = [
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['proxy-authenticate', 'proxy-authorization'],
];

/** What the load balancer has checked already and the engine need not know. */
const credentials = ['authorization', 'cookie'];

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function without(headers: Headers, names: readonly string[]): Record<string, string | string[]> {
  const named = [headers.connection ?? []]
    .flat()
    .flatMap((text) => text.split(','))
    .map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        entry[1] !== undefined && ![...hopByHop, ...named, ...names].includes(entry[0]),
    ),
  );
}

/** @param bodyBytes of a body that is not the client's own; `as-sent` of one that is passed on as it comes */
export const requestHeaders = (
  headers: Headers,
  bodyBytes: number | 'as-sent' = 'as-sent',
): Record<string, string | string[]> => {
  const common = [...credentials, 'host', 'expect'];
  if (bodyBytes === 'as-sent') {
    return without(headers, common);
  }
  const rest = without(headers, [...common, 'content-length']);
  return bodyBytes === 0 ? rest : { ...rest, 'content-length': String(bodyBytes) };
};

export const answerHeaders = (headers: Headers): Record<string, string | string[]> => without(headers, []);

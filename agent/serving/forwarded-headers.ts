/** Of one connection only. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** What the load balancer has checked already and the engine need not know. */
const credentials = ['authorization', 'cookie'];

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const without = (headers: Headers, names: readonly string[]): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined && !names.includes(entry[0]),
    ),
  );

export const requestHeaders = (headers: Headers): Record<string, string | string[]> =>
  without(headers, [...hopByHop, ...credentials, 'host', 'expect']);

export const answerHeaders = (headers: Headers): Record<string, string | string[]> => without(headers, hopByHop);

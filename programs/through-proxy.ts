/** Options of Node's agents, of Node 24 and later: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support, read 2026-11-27. */
interface ProxiedAgentOptions {
  /** As the SDK's own agents have it. */
  readonly keepAlive: true;
  readonly proxyEnv: NodeJS.ProcessEnv;
}

/**
 * Options of a client of AWS that goes through the proxy that the environment names (`HTTPS_PROXY`, `NO_PROXY`), as the AWS
 * command line does by itself. The SDK makes agents of its own, which Node's switch for all requests does not reach.
 */
export const throughProxy = (
  environment: NodeJS.ProcessEnv,
): { readonly requestHandler?: { readonly httpsAgent: ProxiedAgentOptions } } =>
  environment.HTTPS_PROXY === undefined
    ? {}
    : { requestHandler: { httpsAgent: { keepAlive: true, proxyEnv: environment } } };

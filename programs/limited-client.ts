import { functionLimits } from '../lib/contract/function-limits';

/** How a client of AWS waits. */
export interface ClientLimits {
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/**
 * Options of a client that gives up a service that takes the connection and does not answer. Without them the SDK waits for ever.
 *
 * @param answerSeconds longest wait for one answer
 */
export const limitedClient = (answerSeconds: number = functionLimits.answerSeconds): ClientLimits => ({
  maxAttempts: functionLimits.attempts,
  requestHandler: {
    connectionTimeout: answerSeconds * 1000,
    requestTimeout: answerSeconds * 1000,
    throwOnRequestTimeout: true,
  },
});

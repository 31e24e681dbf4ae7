import { error, type Finding } from '../contract/findings';

/** The code of an error of the network, which `fetch` hides in its cause. */
export function networkCode(thrown: unknown): string {
  const { code, cause, message } = (thrown ?? {}) as { code?: unknown; cause?: unknown; message?: string };
  if (typeof code === 'string') {
    return code;
  }
  return cause === undefined ? (message ?? 'an error') : networkCode(cause);
}

/** A request that DNS, TLS or the other side left without an answer. */
export const unansweredRequest = (got: string, fix: string): { readonly unanswered: Finding } => ({
  unanswered: error(['request'], {
    problem: 'was not answered',
    got,
    expected: 'an answer',
    fix,
    source: 'docs/first-deployment.md',
  }),
});

import { FindingError } from '../../artifacts/finding-error';
import type { Finding } from '../../contract/findings';
import type { Registry, RegistryAnswer, RegistryRequest } from './registry';

/** How often a failing request is sent; bytes that have arrived are not sent again. */
export const attempts = 3;

/** The same request may succeed later. */
export const mayPass = (status: number): boolean => status >= 500 || status === 429;

/** What a registry answers, asked again while it fails. @throws FindingError with what `finding` makes of the answer or the error */
export async function answered(
  registry: Registry,
  request: () => RegistryRequest,
  expected: readonly number[],
  finding: (asked: RegistryRequest, refused: RegistryAnswer | Error) => Finding,
): Promise<RegistryAnswer> {
  for (let attempt = 1; ; attempt++) {
    const asked = request();
    let refused: RegistryAnswer | Error;
    try {
      const answer = await registry.ask(asked);
      if (expected.includes(answer.status)) {
        return answer;
      }
      refused = answer;
    } catch (thrown) {
      refused = thrown as Error;
    }
    const again = refused instanceof Error || mayPass(refused.status);
    if (attempt >= attempts || !again || refused instanceof FindingError) {
      throw refused instanceof FindingError ? refused : new FindingError(finding(asked, refused));
    }
  }
}

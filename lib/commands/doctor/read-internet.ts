import { Resolver } from 'node:dns/promises';
import type { Answer } from '../../doctor/check';
import { networkCode, unansweredRequest } from '../unanswered-request';

const waitMilliseconds = 10_000;

/** The name servers that DNS gives for a zone; none where it knows no such name. */
export async function readNameServers(zone: string): Promise<Answer<readonly string[]>> {
  const resolver = new Resolver({ timeout: waitMilliseconds / 4, tries: 2 });
  try {
    return { value: await resolver.resolveNs(zone.replace(/\.$/, '')) };
  } catch (thrown) {
    const code = networkCode(thrown);
    return code === 'ENOTFOUND' || code === 'ENODATA' ? { value: [] } : noAnswer(code);
  }
}

/** Longest document that is read, bytes: a load balancer reads key sets of 150,000 at most. */
const mostBytes = 1_000_000;

/** The text behind a URL, without redirects: load balancers follow none. */
export async function readDocument(url: string): Promise<Answer<string>> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(waitMilliseconds) });
    const text = await response.text();
    return response.ok && text.length <= mostBytes
      ? { value: text }
      : noAnswer(response.ok ? `${text.length} characters` : `status ${response.status}`);
  } catch (thrown) {
    return noAnswer(networkCode(thrown));
  }
}

const noAnswer = (got: string) => unansweredRequest(got, 'run it again with a way to the internet');

import { nameOfError } from '../programs/name-of-error';
import type { AskEnvoy, Log } from './ports';
import { readyAddresses } from './read-clusters';

/** What Envoy says of itself and of the instances. What it has not said lately is unknown. */
export class EnvoyView {
  isReady = false;
  ready: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(
    private readonly ask: AskEnvoy,
    private readonly log: Log,
  ) {}

  async look(): Promise<void> {
    try {
      const { status } = await this.ask('/ready');
      this.isReady = status === 200;
      this.ready = this.isReady ? readyAddresses((await this.ask('/clusters?format=json')).text) : undefined;
    } catch (thrown) {
      this.isReady = false;
      this.ready = undefined;
      this.log('Envoy does not answer', { problem: nameOfError(thrown) });
    }
  }

  /** Requests that it has in hand; undefined where it does not say. */
  async requestsInHand(): Promise<number | undefined> {
    try {
      const { text } = await this.ask('/stats?filter=^http\\..*downstream_rq_active$');
      const counts = [...text.matchAll(/^http\.(?!admin).*downstream_rq_active: (\d+)$/gm)].map(([, count]) =>
        Number(count),
      );
      return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
    } catch {
      return undefined;
    }
  }
}

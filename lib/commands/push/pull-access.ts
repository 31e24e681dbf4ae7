import { bearerChallenge } from '../../artifacts/bearer-challenge';
import type { DockerLogin } from '../../artifacts/docker-login';
import { exchange, wholeOf } from './exchange';
import type { RegistryAccess } from './registry';
import { secured } from './secured';

/** Anonymous until the registry says how it wants to be asked: with a token of a server that it names, or with the password itself. */
export class PullAccess implements RegistryAccess {
  authorization: string | undefined;

  constructor(
    private readonly base: string,
    private readonly repository: string,
    private readonly login: DockerLogin,
  ) {}

  async renew(header: string): Promise<boolean> {
    const challenge = bearerChallenge(header);
    const { basic } = this.login;
    if (challenge === undefined) {
      const had = this.authorization;
      this.authorization = /^\s*Basic\b/i.test(header) && basic !== undefined ? `Basic ${basic}` : undefined;
      return this.authorization !== undefined && this.authorization !== had;
    }
    const token = await this.token(this.realm(challenge.realm, challenge.service), basic);
    this.authorization = token === undefined ? undefined : `Bearer ${token}`;
    return token !== undefined;
  }

  /** To read this repository and nothing else, whatever the registry proposes. @throws FindingError for plain HTTP */
  private realm(realm: string, service: string | undefined): URL {
    const url = secured(new URL(realm), new URL(this.base));
    url.searchParams.set('scope', `repository:${this.repository}:pull`);
    if (service !== undefined) {
      url.searchParams.set('service', service);
    }
    return url;
  }

  /** @throws Error with the status as its code, where the server neither gives nor refuses one */
  private async token(url: URL, basic: string | undefined): Promise<string | undefined> {
    const headers = basic === undefined ? {} : { authorization: `Basic ${basic}` };
    const answer = await exchange(url, { method: 'GET', headers });
    const body = await wholeOf(answer);
    if (answer.statusCode === 401 || answer.statusCode === 403) {
      return undefined;
    }
    if (answer.statusCode !== 200) {
      throw Object.assign(new Error('no token'), { code: String(answer.statusCode) });
    }
    const { token, access_token: accessToken } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const given = token ?? accessToken;
    return typeof given === 'string' ? given : undefined;
  }
}

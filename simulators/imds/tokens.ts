import { randomUUID } from 'node:crypto';

/**
 * Session tokens of IMDSv2.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html 2026-11-25
 */
export const longestTokenSeconds = 21_600;

export class Tokens {
  private readonly expiry = new Map<string, number>();

  constructor(private readonly timeFactor: number) {}

  /** Undefined where the lifetime is not one that AWS takes. */
  issue(lifetimeSeconds: number, now: number): string | undefined {
    if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1 || lifetimeSeconds > longestTokenSeconds) {
      return undefined;
    }
    const token = randomUUID();
    this.expiry.set(token, now + lifetimeSeconds * this.timeFactor * 1000);
    return token;
  }

  isValid(token: string, now: number): boolean {
    return (this.expiry.get(token) ?? 0) > now;
  }

  /** Expires tokens as if their time had passed. */
  expireAll(): void {
    this.expiry.clear();
  }
}

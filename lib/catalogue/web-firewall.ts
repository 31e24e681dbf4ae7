/**
 * What AWS WAF takes of a rate-based rule.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html 2026
 */
export const rateLimit = {
  /** How far back requests are counted; 60, 120 and 600 are the others. */
  windowSeconds: 300,
  min: 10,
  max: 2_000_000_000,
} as const;

/**
 * Limits of AWS WAF on a rate-based rule.
 *
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html 2026
 */
export const rateLimit = {
  /** Window in which requests are counted, seconds. AWS WAF also takes 60, 120 and 600. */
  windowSeconds: 300,
  min: 10,
  max: 2_000_000_000,
} as const;

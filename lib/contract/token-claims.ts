/**
 * How a token may write the value of a claim: one text, a list of texts, or one text of words between spaces. A load
 * balancer compares in the stated form alone, so a token that writes its audience in another form gets 401.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_JwtValidationActionAdditionalClaim.html 2026
 */
export const claimFormats = ['single-string', 'string-array', 'space-separated-values'] as const;

export type ClaimFormat = (typeof claimFormats)[number];

/** A claim that every client's token must hold, beside the issuer and the expiry. */
export interface RequiredClaim {
  readonly name: string;
  readonly value: string;
  readonly format: ClaimFormat;
}

/** The most claims that a load balancer compares beside those that it always does. */
export const mostRequiredClaims = 10;

/** Claims that a load balancer always judges itself; none of them may be stated. */
export const judgedClaims = ['exp', 'iss', 'nbf', 'iat'] as const;

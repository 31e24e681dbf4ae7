/** The account in which a function runs, by its ARN: `arn:aws:lambda:REGION:ACCOUNT:function:NAME`. */
export const accountOf = (arn: string): string => arn.split(':')[4] ?? '';

/** For one call of AWS with the SDK's own repeats: a connection that is silent would be waited for without end. */
export const awsAnswerSeconds = 60;

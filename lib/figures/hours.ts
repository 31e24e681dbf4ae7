/** Hours and seconds of a mean month: 8,760 h ÷ 12. */
export const hoursPerMonth = 730;
export const secondsPerMonth = hoursPerMonth * 3600;

export const hoursPerDay = 24;

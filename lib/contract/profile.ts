/** How old a model's profile may be before its cells outgrow their plan. */
export const profileAge = {
  mostDays: 30,
  /** Stands for a model that was never profiled: ten years, which no profile is. */
  neverDays: 3650,
} as const;

/** What an environment is called that states no name. */
export const environmentName = (fleet: string, environment: string): string => `${fleet}-${environment}`;

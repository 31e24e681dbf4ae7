/** Secret from which a region's instances derive the salts of their prefix caches; unique within account and region. */
export const cacheSaltSecretName = (fleet: string): string => `${fleet}/cache-salt`;

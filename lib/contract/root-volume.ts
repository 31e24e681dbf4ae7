/** Of every GPU instance, GiB: the operating system, the engine's image and a compile cache; weights go to instance store where there is any. */
export const rootVolumeGiB = 500;

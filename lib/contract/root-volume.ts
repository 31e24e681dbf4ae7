/** Of every GPU instance, GiB: the operating system, the engine's image and a compile cache; weights go to instance store where there is any. */
export const rootVolumeGiB = 500;

/** The root device of Amazon Linux images; an image with another one would get a second, empty volume. */
export const rootDeviceName = '/dev/xvda';

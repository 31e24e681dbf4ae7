/** Root volume of every GPU instance, GiB: operating system, engine image and compile cache. Weights go to the instance store, if any. */
export const rootVolumeGiB = 500;

/** The root device of Amazon Linux images; an image with another one would get a second, empty volume. */
export const rootDeviceName = '/dev/xvda';

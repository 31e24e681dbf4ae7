import { assumed } from '../../figures/figure';

export const imageGB = assumed(17.5, 'GB', 'an engine image; 15 to 20 GB were published', { low: 15, high: 20 });

/** One cell on one instance type; every change of image, weights or settings leaves one more until it expires. */
export const compileCacheGB = assumed(1, 'GB', 'compile cache of one engine and GPU', { low: 0.1, high: 5 });

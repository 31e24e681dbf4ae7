/**
 * Indices of times in ascending order, of equal ones the lower index first. Times fall into as many buckets as there are times,
 * so that the effort grows with their number alone where they are spread over the whole time.
 *
 * @param times at least 0
 */
export function timeOrder(times: Float64Array): Uint32Array {
  const { length } = times;
  const buckets = placesOf(times);
  const order = new Uint32Array(length);
  const next = startsOf(buckets, length);
  for (let index = 0; index < length; index += 1) {
    const bucket = buckets[index] as number;
    const place = next[bucket] as number;
    next[bucket] = place + 1;
    order[place] = index;
  }
  const starts = startsOf(buckets, length);
  for (let bucket = 0; bucket < length; bucket += 1) {
    const [from, until] = [starts[bucket] as number, starts[bucket + 1] as number];
    if (until - from > 1) {
      order.subarray(from, until).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
    }
  }
  return order;
}

/** The bucket of each time. */
function placesOf(times: Float64Array): Uint32Array {
  let last = 0;
  for (const time of times) {
    last = time > last ? time : last;
  }
  const perSecond = last === 0 ? 0 : (times.length - 1) / last;
  const places = new Uint32Array(times.length);
  for (let index = 0; index < times.length; index += 1) {
    places[index] = Math.floor((times[index] as number) * perSecond);
  }
  return places;
}

/** Where each bucket begins in the order, and where the last one ends. */
function startsOf(buckets: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const bucket of buckets) {
    starts[bucket + 1] = (starts[bucket + 1] as number) + 1;
  }
  for (let bucket = 0; bucket < count; bucket += 1) {
    starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number);
  }
  return starts;
}

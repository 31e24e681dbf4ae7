/** Keys and places of the items of heaps. Heaps may share them where no item is in two heaps at once. */
export interface HeapItems {
  readonly keys: Float64Array;
  /** Place in its heap, −1 where the item is in none. */
  readonly places: Int32Array;
}

export const heapItems = (count: number): HeapItems => ({
  keys: new Float64Array(count),
  places: new Int32Array(count).fill(-1),
});

/** A binary heap of integers, the least key first, of equal keys the lower item; any item can be moved or removed. */
export class IndexedHeap {
  size = 0;
  private readonly heap: Int32Array;

  constructor(
    private readonly items: HeapItems,
    capacity: number,
  ) {
    this.heap = new Int32Array(capacity);
  }

  /** The item with the least key. Only where there is one. */
  get top(): number {
    return this.heap[0] as number;
  }

  get topKey(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.items.keys[this.heap[0] as number] as number);
  }

  has(item: number): boolean {
    return (this.items.places[item] as number) >= 0;
  }

  /** Adds an item, or moves it to its new key. */
  set(item: number, key: number): void {
    const { keys, places } = this.items;
    keys[item] = key;
    const place = places[item] as number;
    if (place >= 0) {
      this.down(this.up(place, item), item);
      return;
    }
    this.size += 1;
    this.up(this.size - 1, item);
  }

  remove(item: number): void {
    const { places } = this.items;
    const place = places[item] as number;
    this.size -= 1;
    const last = this.heap[this.size] as number;
    places[item] = -1;
    if (last !== item) {
      this.down(this.up(place, last), last);
    }
  }

  private up(from: number, item: number): number {
    const { heap } = this;
    const { places } = this.items;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as number;
      if (!this.before(item, above)) {
        break;
      }
      heap[place] = above;
      places[above] = place;
      place = parent;
    }
    heap[place] = item;
    places[item] = place;
    return place;
  }

  private down(from: number, item: number): void {
    const { heap, size } = this;
    const { places } = this.items;
    let place = from;
    for (let child = 2 * place + 1; child < size; child = 2 * place + 1) {
      const right = child + 1;
      if (right < size && this.before(heap[right] as number, heap[child] as number)) {
        child = right;
      }
      const below = heap[child] as number;
      if (!this.before(below, item)) {
        break;
      }
      heap[place] = below;
      places[below] = place;
      place = child;
    }
    heap[place] = item;
    places[item] = place;
  }

  private before(one: number, other: number): boolean {
    const { keys } = this.items;
    const a = keys[one] as number;
    const b = keys[other] as number;
    return a < b || (a === b && one < other);
  }
}

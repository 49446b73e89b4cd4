import { hash } from './configurations.ts';
import type { Packed } from './layout.ts';
import { WayCounts } from './way-counts.ts';

/**
 * Configurations that have come equally far, numbered from 0 as they turn up, and how many ways lead to each: a hash table with open
 * addressing. It is small beside the set of all, so that most of it stays near the processor.
 */
export class Layer {
  count = 0;
  /** One configuration behind the other. */
  packed: Packed;
  readonly ways: WayCounts = new WayCounts();
  readonly #words: number;
  /** Number + 1 of the configuration in each slot; 0 where there is none. */
  #slots: Uint32Array = new Uint32Array(256);

  constructor(words: number) {
    this.#words = words;
    this.packed = new Uint32Array(128 * words);
  }

  /** Empties it, and keeps its memory. */
  clear(): void {
    this.count = 0;
    this.#slots.fill(0);
    this.ways.clear();
  }

  /** The number of the configuration in the words from `at` on, which is put in when it is new. */
  add(packed: Packed, at: number): number {
    const words = this.#words;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(packed, at, words) & mask;
    for (;;) {
      const number = slots[slot] as number;
      if (number === 0) return this.#put(packed, at, slot);
      const there = (number - 1) * words;
      let word = 0;
      while (word < words && this.packed[there + word] === packed[at + word]) word++;
      if (word === words) return number - 1;
      slot = (slot + 1) & mask;
    }
  }

  get bytes(): number {
    return this.packed.byteLength + this.#slots.byteLength + this.ways.bytes;
  }

  #put(packed: Packed, at: number, slot: number): number {
    const words = this.#words;
    const number = this.count++;
    this.#slots[slot] = number + 1;
    const to = number * words;
    for (let word = 0; word < words; word++) this.packed[to + word] = packed[at + word] as number;
    // Half full at most, so that searches stay short.
    if (this.count * 2 >= this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    const words = this.#words;
    const larger = new Uint32Array(this.packed.length * 2);
    larger.set(this.packed);
    this.packed = larger;
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = hash(larger, number * words, words) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

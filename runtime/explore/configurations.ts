import type { Packed } from './layout.ts';

/**
 * The configurations found so far, numbered from 0 in the order in which they were added: a hash table with open addressing
 * over arrays of words, so that each takes a few words and nothing else. The arrays are not copied when there are more.
 */
export class Configurations {
  readonly words: number;
  readonly #chunkBits: number;
  readonly #chunks: Uint32Array[] = [];
  /** Number + 1 of the configuration in each slot; 0 where there is none. */
  #slots: Uint32Array = new Uint32Array(64);
  #count = 0;
  /** So many of them are in the slots. */
  #indexed = 0;

  /** Memory is taken for 2 to the power of `chunkBits` at a time. */
  constructor(words: number, chunkBits = 14) {
    this.words = words;
    this.#chunkBits = chunkBits;
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#chunks.length * (1 << this.#chunkBits) * this.words * 4 + this.#slots.byteLength;
  }

  /** The number of the configuration, which is put in when it is new: then it equals `count` before. */
  add(packed: Packed): number {
    const slot = this.#find(packed);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    const number = this.append(packed, 0);
    this.#slots[slot] = this.#indexed = number + 1;
    // Half full at most, so that searches stay short.
    if (this.#count * 2 > this.#slots.length) this.#index();
    return number;
  }

  /**
   * Puts in the words from `at` on, which are known not to be in yet, and gives their number. They can be found by content, too,
   * but the slots for that are only filled when somebody looks.
   */
  append(packed: Packed, at: number): number {
    const { words } = this;
    const number = this.#count++;
    const size = 1 << this.#chunkBits;
    if ((number & (size - 1)) === 0) this.#chunks.push(new Uint32Array(words * size));
    const chunk = this.#chunks[number >>> this.#chunkBits] as Uint32Array;
    const to = (number & (size - 1)) * words;
    for (let word = 0; word < words; word++) chunk[to + word] = packed[at + word] as number;
    return number;
  }

  /** The number of a configuration that was added; -1 when it was not. */
  numberOf(packed: Packed): number {
    const slot = this.#find(packed);
    return (this.#slots[slot] as number) - 1;
  }

  /** Copies the configuration of that number. */
  load(number: number, into: Packed): void {
    const words = this.words;
    const chunk = this.#chunks[number >>> this.#chunkBits] as Uint32Array;
    const at = (number & ((1 << this.#chunkBits) - 1)) * words;
    for (let word = 0; word < words; word++) into[word] = chunk[at + word] as number;
  }

  #find(packed: Packed): number {
    if (this.#indexed < this.#count) this.#index();
    const mask = this.#slots.length - 1;
    const words = this.words;
    const chunkBits = this.#chunkBits;
    let slot = hash(packed, 0, words) & mask;
    for (;;) {
      const number = this.#slots[slot] as number;
      if (number === 0) return slot;
      const chunk = this.#chunks[(number - 1) >>> chunkBits] as Uint32Array;
      const at = ((number - 1) & ((1 << chunkBits) - 1)) * words;
      let word = 0;
      while (word < words && chunk[at + word] === packed[word]) word++;
      if (word === words) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Makes room for twice as many as there are, and puts all of them into the slots. */
  #index(): void {
    const { words } = this;
    let size = this.#slots.length;
    while (size < this.#count * 4) size *= 2;
    const slots = new Uint32Array(size);
    const mask = size - 1;
    const one = new Uint32Array(words);
    for (let number = 0; number < this.#count; number++) {
      this.load(number, one);
      let slot = hash(one, 0, words) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
    this.#indexed = this.#count;
  }
}

/** The finaliser of MurmurHash3 (Appleby 2011), taken over the words from `at` on. */
export function hash(packed: Packed, at: number, words: number): number {
  let mixed = 0x9e3779b9;
  for (let word = 0; word < words; word++) {
    mixed ^= packed[at + word] as number;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}

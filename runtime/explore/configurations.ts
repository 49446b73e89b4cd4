import type { Packed } from './layout.ts';

/**
 * The configurations found so far, numbered from 0 in the order in which they were added: a hash table with open addressing
 * over arrays of words, so that each takes a few words and nothing else. The arrays are not copied when there are more.
 */
export class Configurations {
  readonly #words: number;
  readonly #chunks: Uint32Array[] = [];
  /** Number + 1 of the configuration in each slot; 0 where there is none. */
  #slots: Uint32Array = new Uint32Array(4096);
  #count = 0;

  constructor(words: number) {
    this.#words = words;
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the configuration, which is put in when it is new: then it equals `count` before. */
  add(packed: Packed): number {
    const slot = this.#find(packed);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    const number = this.#count++;
    const words = this.#words;
    if ((number & chunkMask) === 0) this.#chunks.push(new Uint32Array(words * chunkSize));
    const chunk = this.#chunks[number >>> chunkBits] as Uint32Array;
    const at = (number & chunkMask) * words;
    for (let word = 0; word < words; word++) chunk[at + word] = packed[word] as number;
    this.#slots[slot] = number + 1;
    // Half full at most, so that searches stay short.
    if (this.#count * 2 > this.#slots.length) this.#growSlots();
    return number;
  }

  /** The number of a configuration that was added; -1 when it was not. */
  numberOf(packed: Packed): number {
    return (this.#slots[this.#find(packed)] as number) - 1;
  }

  /** Copies the configuration of that number. */
  load(number: number, into: Packed): void {
    const words = this.#words;
    const chunk = this.#chunks[number >>> chunkBits] as Uint32Array;
    const at = (number & chunkMask) * words;
    for (let word = 0; word < words; word++) into[word] = chunk[at + word] as number;
  }

  #find(packed: Packed): number {
    const mask = this.#slots.length - 1;
    const words = this.#words;
    let slot = hash(packed, words) & mask;
    for (;;) {
      const number = this.#slots[slot] as number;
      if (number === 0) return slot;
      const chunk = this.#chunks[(number - 1) >>> chunkBits] as Uint32Array;
      const at = ((number - 1) & chunkMask) * words;
      let word = 0;
      while (word < words && chunk[at + word] === packed[word]) word++;
      if (word === words) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growSlots(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const one = new Uint32Array(this.#words);
    for (let number = 0; number < this.#count; number++) {
      this.load(number, one);
      let slot = hash(one, this.#words) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

const chunkBits = 14;
const chunkSize = 2 ** chunkBits;
const chunkMask = chunkSize - 1;

/** The finaliser of MurmurHash3 (Appleby 2011), taken over the words. */
function hash(packed: Packed, words: number): number {
  let mixed = 0x9e3779b9;
  for (let word = 0; word < words; word++) {
    mixed ^= packed[word] as number;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}

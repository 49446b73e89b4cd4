/** A configuration: script states and channel contents, packed into words of 32 bits. */
export type Packed = Uint32Array;

/** Where a small whole number stands in a packed configuration. */
export interface Field {
  readonly word: number;
  readonly shift: number;
  /** As many ones as the number has bits, not shifted. */
  readonly mask: number;
}

/** Gives out the places in a packed configuration; a field never lies across two words. */
export class Layout {
  #words = 0;
  #bitsLeft = 0;
  #bits = 0;

  /** A field for numbers from 0 to `max`. */
  field(max: number): Field {
    const bits = 32 - Math.clz32(max);
    // What is always 0 needs no place.
    if (bits === 0) return { word: 0, shift: 0, mask: 0 };
    if (bits > this.#bitsLeft) {
      this.#words += 1;
      this.#bitsLeft = 32;
    }
    this.#bitsLeft -= bits;
    this.#bits += bits;
    return { word: this.#words - 1, shift: this.#bitsLeft, mask: bits === 32 ? -1 >>> 0 : 2 ** bits - 1 };
  }

  /** How many bits the fields have together. */
  get bits(): number {
    return this.#bits;
  }

  /** At least one, so that there is something to store. */
  get words(): number {
    return Math.max(1, this.#words);
  }
}

/** The number in the field. */
export function read(packed: Packed, { word, shift, mask }: Field): number {
  return ((packed[word] as number) >>> shift) & mask;
}

/** Puts the number into the field. */
export function write(packed: Packed, { word, shift, mask }: Field, value: number): void {
  packed[word] = ((packed[word] as number) & ~(mask << shift)) | (value << shift);
}

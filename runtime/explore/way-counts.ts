/**
 * A whole number of any size for each configuration of a layer, in arrays: digits of 52 bits, so that the sum of two is still
 * exact in floating point. All numbers have as many digits as the largest needs.
 */
export class WayCounts {
  #digits = 1;
  #room = 64;
  /** The digits of a number one behind the other, the lowest first. */
  #values: Float64Array = new Float64Array(this.#room);

  /** The numbers whose digits stand in `values`, so many each. */
  static of(values: Float64Array, digits: number): WayCounts {
    const counts = new WayCounts();
    counts.#digits = digits;
    counts.#room = values.length / digits;
    counts.#values = values;
    return counts;
  }

  /** The digits of the first so many numbers. */
  first(count: number): { readonly digits: number; readonly values: Float64Array } {
    if (count > this.#room) this.#resize(count, this.#digits);
    return { digits: this.#digits, values: this.#values.slice(0, count * this.#digits) };
  }

  /** Makes all numbers 0. */
  clear(): void {
    this.#values.fill(0);
  }

  /** Adds a number of another list to one of this. */
  add(number: number, others: WayCounts, other: number): void {
    if (others.#digits > this.#digits) this.#resize(this.#room, others.#digits);
    if (number >= this.#room) this.#resize(this.#room * 2, this.#digits);
    const digits = others.#digits;
    const from = other * digits;
    const to = number * this.#digits;
    let carry = 0;
    let place = 0;
    for (; place < digits; place++) {
      let sum = (this.#values[to + place] as number) + (others.#values[from + place] as number) + carry;
      carry = 0;
      if (sum >= base) {
        sum -= base;
        carry = 1;
      }
      this.#values[to + place] = sum;
    }
    if (carry === 1) this.#carry(number, place);
  }

  /** Makes a number 1. */
  setToOne(number: number): void {
    this.#values[number * this.#digits] = 1;
  }

  valueOf(number: number): bigint {
    let value = 0n;
    for (let place = this.#digits - 1; place >= 0; place--) {
      value = value * bigBase + BigInt(this.#values[number * this.#digits + place] as number);
    }
    return value;
  }

  get bytes(): number {
    return this.#values.byteLength;
  }

  #carry(number: number, from: number): void {
    for (let place = from; ; place++) {
      if (place === this.#digits) this.#resize(this.#room, this.#digits + 1);
      const at = number * this.#digits + place;
      const sum = (this.#values[at] as number) + 1;
      this.#values[at] = sum === base ? 0 : sum;
      if (sum < base) return;
    }
  }

  #resize(room: number, digits: number): void {
    const values = new Float64Array(room * digits);
    for (let number = 0; number < this.#room; number++) {
      for (let place = 0; place < this.#digits; place++) {
        values[number * digits + place] = this.#values[number * this.#digits + place] as number;
      }
    }
    this.#values = values;
    this.#room = room;
    this.#digits = digits;
  }
}

const base = 2 ** 52;
const bigBase = BigInt(base);

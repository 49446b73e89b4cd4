import type { ChannelContent, ChannelKind } from './channels/channels.ts';
import { Configurations } from './configurations.ts';
import { Layout } from './layout.ts';
import type { Machine } from './machine.ts';

/**
 * One channel as an automaton: its contents are numbered in the order in which they turn up, 0 is none, and what follows a content
 * is worked out once. So the exploration knows channels of all models as numbers in a table.
 */
export class ChannelAutomaton {
  readonly types: readonly number[];
  /** No content has a higher number. */
  readonly contentMax: number;
  readonly #content: ChannelContent;
  readonly #contents: Configurations;
  readonly #columns: number;
  /** By content and column: 0 when not worked out yet, 1 when it cannot be, else the number of the content behind it and 2. */
  #after: Int32Array;

  constructor(
    kind: ChannelKind,
    machine: Machine,
    types: readonly number[],
    capacity: number,
    copies: number,
  ) {
    const layout = new Layout();
    this.types = types;
    this.#content = kind.make(machine, types, layout, capacity, copies);
    this.contentMax = 2 ** Math.min(layout.bits, 32) - 1;
    this.#contents = new Configurations(layout.words, 4);
    this.#contents.add(new Uint32Array(layout.words));
    this.#columns = 2 * types.length;
    this.#after = new Int32Array(this.#columns * 4);
  }

  /** The column of a message type in the table. */
  column(type: number, what: 'send' | 'receive'): number {
    return 2 * this.types.indexOf(type) + (what === 'send' ? 0 : 1);
  }

  /** The number of the content behind a send or receive; -1 when it cannot be. */
  after(content: number, column: number): number {
    const known = this.#after[content * this.#columns + column] as number;
    return (known === 0 ? this.#workOut(content, column) : known) - 2;
  }

  /** Works out all contents, always in the same order, so that others number them alike; false when there are more than so many. */
  workOutAll(contentsMax: number): boolean {
    for (let content = 0; content < this.#contents.count; content++) {
      if (this.#contents.count > contentsMax) return false;
      for (let column = 0; column < this.#columns; column++) this.after(content, column);
    }
    return true;
  }

  /** The message types that the content holds. */
  inTransit(content: number): readonly number[] {
    return this.#content.inTransit(this.#load(content));
  }

  get bytes(): number {
    return this.#contents.bytes + this.#after.byteLength;
  }

  #load(content: number): Uint32Array {
    const packed = new Uint32Array(this.#contents.words);
    this.#contents.load(content, packed);
    return packed;
  }

  #workOut(content: number, column: number): number {
    const packed = this.#load(content);
    const type = this.types[column >> 1] as number;
    const happens = column % 2 === 0 ? this.#content.send(packed, type) : this.#content.receive(packed, type);
    const entry = happens ? this.#contents.add(packed) + 2 : 1;
    if (this.#contents.count * this.#columns > this.#after.length) {
      const larger = new Int32Array(this.#after.length * 2);
      larger.set(this.#after);
      this.#after = larger;
    }
    this.#after[content * this.#columns + column] = entry;
    return entry;
  }
}

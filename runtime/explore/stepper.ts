import type { ChannelAutomaton } from './channel-automaton.ts';
import { type Field, type Packed, write } from './layout.ts';
import type { Partner, Rules } from './rules.ts';

/** What follows a configuration. The arrays are used again for the next one. */
export interface Following {
  readonly count: number;
  /** The configurations, one behind the other. */
  readonly next: Packed;
  /** By configuration, the rule that leads to it. */
  readonly fired: Int32Array;
  /** Sends that their channels were too full for. */
  readonly refused: readonly number[];
  /** Every script may end in the configuration itself. */
  readonly haveEnded: boolean;
}

/** The state of the demanded order after a rule is taken in the configuration from `at` on; null when it must wait. */
export type AfterInOrder = (state: number, packed: Packed, at: number, rule: number) => number | null;

/**
 * Takes all rules that a configuration allows. This is where the time goes: numbers in typed arrays, and nothing made on the way.
 */
export class Stepper implements Following {
  count = 0;
  next: Packed;
  fired: Int32Array;
  refused: number[] = [];
  haveEnded = false;
  readonly #rules: Rules;
  readonly #after: AfterInOrder | null;
  /** Where the states and contents stand: `word, shift, mask` of each, one behind the other. */
  readonly #states: Int32Array;
  readonly #contents: Int32Array;

  constructor(rules: Rules, after: AfterInOrder | null) {
    this.#rules = rules;
    this.#after = after;
    this.#states = placesOf(rules.states);
    this.#contents = placesOf(rules.contents);
    const most = mostAtOnce(rules);
    this.next = new Uint32Array(most * rules.words);
    this.fired = new Int32Array(most);
  }

  following(packed: Packed, at: number): Following {
    const { words, entries, first, final, change, channel, column, times, partners, channels } = this.#rules;
    const { next, fired } = this;
    const states = this.#states;
    const contents = this.#contents;
    const lifelines = entries.length;
    if (this.refused.length > 0) this.refused = [];
    let count = 0;
    let ended = 1;
    for (let lifeline = 0; lifeline < lifelines; lifeline++) {
      const word = states[3 * lifeline] as number;
      const state =
        ((packed[at + word] as number) >>> (states[3 * lifeline + 1] as number)) &
        (states[3 * lifeline + 2] as number);
      const entry = (entries[lifeline] as number) + state;
      ended &= final[entry] as number;
      const last = first[entry + 1] as number;
      for (let rule = first[entry] as number; rule < last; rule++) {
        const used = channel[rule] as number;
        let place = 0;
        let contentChange = 0;
        if (used >= 0) {
          place = 3 * used;
          const shift = contents[place + 1] as number;
          const content =
            (((packed[at + (contents[place] as number)] as number) >>> shift) &
              (contents[place + 2] as number)) >>>
            0;
          const automaton = channels[used] as ChannelAutomaton;
          let after = automaton.after(content, column[rule] as number);
          if (after >= 0 && times[rule] === 2) after = automaton.after(after, column[rule] as number);
          if (after < 0) {
            if (((column[rule] as number) & 1) === 0) this.refused.push(rule);
            continue;
          }
          contentChange = (after - content) << shift;
        }
        const to = count * words;
        for (let one = 0; one < words; one++) next[to + one] = packed[at + one] as number;
        next[to + word] = (next[to + word] as number) + (change[rule] as number);
        if (used >= 0) {
          const changed = to + (contents[place] as number);
          next[changed] = (next[changed] as number) + contentChange;
        }
        const others = partners[rule] as readonly Partner[] | null;
        if (others !== null && !this.#goAlong(others, packed, at, to)) continue;
        if (this.#after !== null && !this.#keepOrder(this.#after, packed, at, rule, to)) continue;
        fired[count++] = rule;
      }
    }
    this.count = count;
    this.haveEnded = ended === 1;
    return this;
  }

  #goAlong(partners: readonly Partner[], packed: Packed, at: number, to: number): boolean {
    for (const { lifeline, moves } of partners) {
      const word = this.#states[3 * lifeline] as number;
      const shift = this.#states[3 * lifeline + 1] as number;
      const state = ((packed[at + word] as number) >>> shift) & (this.#states[3 * lifeline + 2] as number);
      const move = moves[state];
      if (move === undefined || move === null) return false;
      this.next[to + word] = (this.next[to + word] as number) + ((move.next - state) << shift);
    }
    return true;
  }

  #keepOrder(after: AfterInOrder, packed: Packed, at: number, rule: number, to: number): boolean {
    const { order, words } = this.#rules;
    const next = after(packed[at + order.word] as number, packed, at, rule);
    if (next === null) return false;
    write(this.next.subarray(to, to + words), order, next);
    return true;
  }
}

function placesOf(fields: readonly Field[]): Int32Array {
  return Int32Array.from(fields.flatMap(({ word, shift, mask }) => [word, shift, mask | 0]));
}

/** No configuration is followed by more: the sum of what each lifeline has at most. */
function mostAtOnce({ entries, first }: Rules): number {
  let all = 0;
  entries.forEach((entry, lifeline) => {
    const end = entries[lifeline + 1] ?? first.length - 1;
    let most = 0;
    for (let one = entry; one < end; one++) {
      most = Math.max(most, (first[one + 1] as number) - (first[one] as number));
    }
    all += most;
  });
  return all;
}

import type { Script, ScriptState, Transition } from '../script.ts';
import { sayTransition } from './say-transition.ts';

/** Channel models that Spin's channels can express. */
export type PromelaChannel = 'fifo' | 'mailbox' | 'bag' | 'sync';

export interface PromelaOptions {
  readonly channel: PromelaChannel;
  /** How many messages a channel holds; a sender waits when it is full. */
  readonly queue: number;
}

/**
 * The scripts as processes for Spin (Holzmann, "The SPIN Model Checker", 2003), each transition one statement, so that the states
 * which Spin stores are the configurations. `xr` and `xs` say that a queue has one receiver and one sender, which its
 * partial-order reduction needs. Run the verifier with `-q`: at an end all channels have to be empty.
 *
 * A ref of more than two lifelines is no single statement of Promela and comes as one hand-over from each to the next.
 */
export function printPromela(scripts: readonly Script[], options: PromelaOptions): string {
  const naming = new Naming(scripts, options.channel);
  const processes = scripts.flatMap((script, number) => [
    '',
    `/* ${comment(script.lifeline)} */`,
    `active proctype ${naming.process(number)}() {`,
    ...naming.exclusive(number),
    ...script.states.flatMap((state, index) => block(state, index, naming, number)),
    '}',
  ]);
  return [...naming.declarations(options.queue), ...processes].join('\n');
}

function block(state: ScriptState, index: number, naming: Naming, number: number): readonly string[] {
  const label = `${state.final ? 'end_' : ''}s${index}`;
  // A script that is done stays where it is: ending a process would be a transition of its own.
  if (state.transitions.length === 0) return [`${label}:`, '  false;'];
  return [
    `${label}:`,
    '  if',
    ...state.transitions.map(
      (transition) =>
        `  :: ${naming.statement(number, transition)} -> goto ${naming.state(number, transition.next)} /* ${comment(sayTransition(transition))} */`,
    ),
    '  fi;',
  ];
}

/** Names for Spin: letters, digits and underscores, each with a number that keeps it apart from others. */
class Naming {
  readonly #scripts: readonly Script[];
  readonly #model: PromelaChannel;
  /** Message types by channel; the number of a type is its place from 1. */
  readonly #channels = new Map<string, string[]>();
  readonly #handOvers = new Set<string>();

  constructor(scripts: readonly Script[], model: PromelaChannel) {
    this.#scripts = scripts;
    this.#model = model;
    scripts.forEach(({ states }, number) => {
      for (const transition of states.flatMap(({ transitions }) => transitions))
        this.statement(number, transition);
    });
  }

  process(number: number): string {
    const name = this.#scripts[number]?.lifeline.replace(/\W+/g, '_') ?? '';
    return `P${number}_${name}`;
  }

  state(number: number, index: number): string {
    return `${this.#scripts[number]?.states[index]?.final === true ? 'end_' : ''}s${index}`;
  }

  /** Every channel, and what its message numbers mean. */
  declarations(queue: number): readonly string[] {
    const capacity = this.#model === 'sync' ? 0 : queue;
    const channels = [...this.#channels].flatMap(([channel, types]) => [
      `chan ${channel} = [${capacity}] of { short };`,
      ...types.map((type, index) => `/* ${index + 1}: ${comment(type)} */`),
    ]);
    return [...channels, ...[...this.#handOvers].map((name) => `chan ${name} = [0] of { bit };`)];
  }

  /** Which queues only this process reads or writes; Spin forbids that for random receives and shared queues. */
  exclusive(number: number): readonly string[] {
    if (this.#model !== 'fifo') return [];
    const names = [...this.#channels.keys()];
    return [
      ...names.filter((name) => name.endsWith(`_${number}`)).map((name) => `  xr ${name};`),
      ...names.filter((name) => name.startsWith(`c_${number}_`)).map((name) => `  xs ${name};`),
    ];
  }

  statement(number: number, transition: Transition): string {
    const { kind, peer, label, lost } = transition;
    const other = this.#scripts.findIndex(({ lifeline }) => lifeline === peer);
    if (kind === 'ref') return this.#handOver(number, transition);
    if (kind === 'action' || lost || other < 0) return 'true';
    const [from, to] = kind === 'send' ? [number, other] : [other, number];
    const channel = this.#model === 'mailbox' ? `c_${to}` : `c_${from}_${to}`;
    const type = this.#numberOf(channel, this.#model === 'mailbox' ? `${from} ${label}` : label);
    // Sorted sending and random receiving make a queue a multiset.
    const [send, receive] = this.#model === 'bag' ? ['!!', '??'] : ['!', '?'];
    return `${channel}${kind === 'send' ? send : receive}${type}`;
  }

  #numberOf(channel: string, type: string): number {
    const types = this.#channels.get(channel) ?? [];
    this.#channels.set(channel, types);
    const known = types.indexOf(type);
    return known >= 0 ? known + 1 : types.push(type);
  }

  /** A joint occurrence goes from its first lifeline to its last. */
  #handOver(number: number, { label, joint }: Transition): string {
    const ring = (joint ?? []).map((id) => this.#scripts.findIndex(({ lifeline }) => lifeline === id));
    const place = ring.indexOf(number);
    const name = (from: number): string => {
      const made = `r_${ring.join('_')}_${hash(label)}_${from}`;
      this.#handOvers.add(made);
      return made;
    };
    if (ring.length === 1) return 'true';
    if (place === 0) return `${name(0)}!1`;
    if (place === ring.length - 1) return `${name(place - 1)}?1`;
    return `atomic { ${name(place - 1)}?1; ${name(place)}!1 }`;
  }
}

/** Keeps refs of the same lifelines apart by their labels; FNV-1a, 32 bits. */
function hash(text: string): string {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return (mixed >>> 0).toString(16);
}

/** Nothing in a label may end the comment, or a line. */
function comment(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *');
}

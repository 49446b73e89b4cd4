import type { Script, Transition } from '../../compiler/script/script.ts';

/** The scripts of all lifelines as tables of whole numbers: what the exploration walks through. */
export interface Machine {
  readonly lifelines: readonly string[];
  /** What can be on its way from one lifeline to another. */
  readonly messages: readonly MessageType[];
  /** By lifeline and state. */
  readonly moves: readonly (readonly (readonly Move[])[])[];
  readonly finals: readonly (readonly boolean[])[];
  /** By lifeline, the state after a crash; -1 where none can crash. */
  readonly crashed: readonly number[];
  readonly joints: readonly Joint[];
}

/** Messages that nobody can tell apart. Ends are numbers of lifelines. */
export interface MessageType {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/**
 * What one script can do in one state. `local` concerns nobody else: an action, a send that is lost or leaves the diagram,
 * a receive out of nowhere. A joint move is made by several lifelines at once and is listed with each. After a crash nothing
 * happens on the lifeline any more.
 */
export interface Move {
  readonly kind: 'local' | 'send' | 'receive' | 'joint' | 'crash';
  readonly next: number;
  /** The message type of a send or receive, the number of the joint occurrence, else -1. */
  readonly subject: number;
  readonly transition: Transition;
}

/** An occurrence of several lifelines. `next` tells for each of them which state follows which; -1 where it cannot happen. */
export interface Joint {
  readonly lifelines: readonly number[];
  readonly next: readonly (readonly number[])[];
}

/** The machine of these scripts, one of each lifeline; those in `crashing` may crash in every state. */
export function machineOf(scripts: readonly Script[], crashing: readonly string[] = []): Machine {
  const numbers = new Map(scripts.map(({ lifeline }, index) => [lifeline, index]));
  const messages: MessageType[] = [];
  const messageNumbers = new Map<string, number>();
  const joints: { lifelines: readonly number[]; next: number[][] }[] = [];
  const jointNumbers = new Map<string, number>();

  const moves = scripts.map(({ states }, lifeline) =>
    states.map(({ transitions }, state) =>
      transitions.map((transition): Move => {
        const { next } = transition;
        const peer = transition.peer === null ? undefined : numbers.get(transition.peer);
        if (transition.kind === 'ref') {
          return { kind: 'joint', next, subject: jointOf(transition, lifeline, state), transition };
        }
        if (transition.kind === 'action' || transition.lost || peer === undefined) {
          return { kind: 'local', next, subject: -1, transition };
        }
        const [from, to] = transition.kind === 'send' ? [lifeline, peer] : [peer, lifeline];
        return {
          kind: transition.kind,
          next,
          subject: messageOf({ from, to, label: transition.label }),
          transition,
        };
      }),
    ),
  );
  const crashes = scripts.map(({ lifeline }) => crashing.includes(lifeline));
  return {
    lifelines: scripts.map(({ lifeline }) => lifeline),
    messages,
    moves: moves.map((states, lifeline) => (crashes[lifeline] === true ? withCrash(states) : states)),
    finals: scripts.map(({ states }, lifeline) => [
      ...states.map(({ final }) => final),
      ...(crashes[lifeline] === true ? [true] : []),
    ]),
    crashed: scripts.map(({ states }, lifeline) => (crashes[lifeline] === true ? states.length : -1)),
    joints,
  };

  function messageOf(message: MessageType): number {
    const key = `${message.from},${message.to},${message.label}`;
    const known = messageNumbers.get(key);
    if (known !== undefined) return known;
    messageNumbers.set(key, messages.length);
    return messages.push(message) - 1;
  }

  function jointOf({ joint, label, next }: Transition, lifeline: number, state: number): number {
    const lifelines = (joint ?? []).map((id) => numbers.get(id) ?? -1);
    const key = `${lifelines.join()} ${label}`;
    let number = jointNumbers.get(key);
    if (number === undefined) {
      number = joints.length;
      jointNumbers.set(key, number);
      const nowhere = lifelines.map((one) => (scripts[one]?.states ?? []).map(() => -1));
      joints.push({ lifelines, next: nowhere });
    }
    const place = lifelines.indexOf(lifeline);
    const table = joints[number]?.next[place];
    if (table !== undefined) table[state] = next;
    return number;
  }
}

function withCrash(states: readonly (readonly Move[])[]): readonly (readonly Move[])[] {
  const crash: Move = { kind: 'crash', next: states.length, subject: -1, transition: crashTransition };
  return [...states.map((moves) => [...moves, crash]), []];
}

/** What a crash looks like to those who print moves; no script has it. */
const crashTransition: Transition = {
  kind: 'action',
  peer: null,
  label: 'crashes',
  joint: null,
  lost: false,
  next: -1,
  occurrences: [],
};

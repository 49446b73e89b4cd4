import type { Interaction, Occurrence } from '../../../compiler/interaction/interaction.ts';
import { project } from '../../../compiler/script/project.ts';
import type { Script, Transition } from '../../../compiler/script/script.ts';
import { DiagramSide, keyOf, type Open } from './diagram-side.ts';

/** What testers that play the other lifelines, each by what it sees itself, can do with the real ones. */
export interface Tested {
  /** What a tester may do although the diagram has it not there, or not yet; none when each can enforce the diagram's order and choices. */
  readonly uncontrollable: readonly Problem[];
  /** What real lifelines may do wrong without any tester ever noticing. */
  readonly unobservable: readonly Problem[];
  /** The search came to its end. */
  readonly complete: boolean;
}

/** The shortest run to something that a tester takes for right. */
export interface Problem {
  /** `early`: it happens and may not; `end`: everyone takes it for the end, and something is missing. */
  readonly kind: 'early' | 'end';
  /** The tester whose event it is, or whose next event is missing. */
  readonly lifeline: string;
  /** The event, as the tester's script has it; null at an end. */
  readonly event: Transition | null;
  /** What is missing at an end. */
  readonly missing: readonly Occurrence[];
  readonly run: readonly Happened[];
}

/** An event of a tester. */
export interface Happened {
  readonly lifeline: string;
  readonly transition: Transition;
}

export interface TestersOptions {
  /** Configurations of the testers to look at. */
  readonly configurationsMax: number;
  /** Look for what testers cannot enforce alone, and not for what they cannot notice. */
  readonly isControlOnly?: boolean;
}

/**
 * Whether testers at the simulated lifelines, each knowing its own script and what it has seen, can enforce the diagram and
 * notice every deviation of the real ones. Controllable: whenever a tester may act by what it has seen, the diagram has that
 * action there (no two runs look alike to it of which only one goes on so). Observable: real lifelines cannot do what the diagram
 * has not and yet look right to every tester to the end. (Hierons, Merayo, Nunez, "Implementation relations and test generation
 * for systems with distributed interfaces", 2012; Cacciari, Rafiq 1999; for message sequence charts Dan, Hierons,
 * "Controllability problems in MSC-based testing", 2012.) Null when a script has too many states.
 */
export function testWith(
  interaction: Interaction,
  real: readonly string[],
  { configurationsMax, isControlOnly = false }: TestersOptions,
): Tested | null {
  const testers = interaction.lifelines.map(({ id }) => id).filter((id) => !real.includes(id));
  const scripts = testers.map((id) => project(interaction, id)).filter((script) => script !== null);
  if (scripts.length < testers.length) return null;
  const product = new TesterProduct(scripts, testers);
  const side = new DiagramSide(interaction, real);
  const problems = new Map<string, Problem & { readonly isControl: boolean }>();
  let complete = true;
  const first = side.start();
  if (first === null) return { uncontrollable: [], unobservable: [], complete: false };
  const start: Reached = { at: product.start, open: first, before: null, by: null };
  const seen = new Set([nameOf(start)]);
  const waiting = [start];
  for (let next = 0; next < waiting.length; next++) {
    const here = waiting[next] as Reached;
    endAt(here);
    for (const { lifeline, transition, after } of product.moves(here.at)) {
      const open = side.after(here.open, lifeline, transition);
      if (open === null) complete = false;
      else if (open.length === 0) deviate(here, lifeline, transition, after);
      else {
        const reached: Reached = { at: after, open, before: here, by: { lifeline, transition } };
        const name = nameOf(reached);
        if (seen.has(name)) continue;
        if (seen.size >= configurationsMax) {
          complete = false;
          continue;
        }
        seen.add(name);
        waiting.push(reached);
      }
    }
  }
  const all = [...problems.values()];
  return {
    uncontrollable: all.filter(({ isControl }) => isControl),
    unobservable: all.filter(({ isControl }) => !isControl),
    complete: complete && !product.cut,
  };

  function deviate(here: Reached, lifeline: string, transition: Transition, after: TesterState): void {
    const isControl = transition.kind === 'send' || transition.kind === 'action';
    // Among testers, and for what they do together, somebody else has to be blamed: what led there.
    if (transition.kind === 'ref' || (!isControl && !isFromReal(transition))) return;
    const key = `${isControl} ${lifeline} ${transition.kind} ${transition.peer} ${transition.label}`;
    if (problems.has(key) || (!isControl && isControlOnly)) return;
    if (!isControl) {
      const ends = product.mayEnd(after, configurationsMax);
      if (ends === null) complete = false;
      if (ends !== true) return;
    }
    const run = [...runTo(here), { lifeline, transition }];
    problems.set(key, { kind: 'early', lifeline, event: transition, missing: [], run, isControl });
  }

  function endAt(here: Reached): void {
    if (!product.isFinal(here.at) || side.mayEnd(here.open)) return;
    const missing = side.next(here.open);
    const own = missing.filter(
      ({ kind, lifelines }) => kind !== 'receive' && !real.includes(lifelines[0] ?? ''),
    );
    const isControl = own.length > 0;
    const [one] = isControl ? own : missing;
    const lifeline = one?.lifelines[0];
    if (one === undefined || lifeline === undefined) return;
    const key = `${isControl} end ${one.index}`;
    if (!problems.has(key))
      problems.set(key, {
        kind: 'end',
        lifeline,
        event: null,
        missing: isControl ? own : missing,
        run: runTo(here),
        isControl,
      });
  }

  function isFromReal({ peer }: Transition): boolean {
    return peer === null || real.includes(peer);
  }
}

interface Reached {
  readonly at: TesterState;
  readonly open: Open;
  readonly before: Reached | null;
  readonly by: Happened | null;
}

function nameOf({ at, open }: Reached): string {
  return `${stateName(at)}/${keyOf(open)}`;
}

function runTo(reached: Reached): readonly Happened[] {
  const run: Happened[] = [];
  for (let here: Reached | null = reached; here !== null; here = here.before) {
    if (here.by !== null) run.unshift(here.by);
  }
  return run;
}

/** By tester, the state of its script; and what is on its way between testers, oldest first, by pair. */
interface TesterState {
  readonly states: readonly number[];
  readonly queues: ReadonlyMap<string, readonly string[]>;
}

function stateName({ states, queues }: TesterState): string {
  return `${states.join()}|${[...queues]
    .map(([pair, labels]) => `${pair}=${JSON.stringify(labels)}`)
    .toSorted()
    .join()}`;
}

interface TesterMove extends Happened {
  readonly after: TesterState;
}

/** The scripts of the testers side by side; what real lifelines send may come at any time. */
class TesterProduct {
  readonly start: TesterState;
  /** Whether some tester ran ahead of another too far to be followed. */
  cut = false;
  readonly #scripts: readonly Script[];
  readonly #testers: readonly string[];
  readonly #ends = new Map<string, boolean | null>();

  constructor(scripts: readonly Script[], testers: readonly string[]) {
    this.#scripts = scripts;
    this.#testers = testers;
    this.start = { states: scripts.map(() => 0), queues: new Map() };
  }

  isFinal({ states, queues }: TesterState): boolean {
    return (
      queues.size === 0 && this.#scripts.every((script, at) => script.states[states[at] ?? 0]?.final === true)
    );
  }

  moves(here: TesterState): readonly TesterMove[] {
    return this.#scripts.flatMap(({ lifeline, states }, at) =>
      (states[here.states[at] ?? 0]?.transitions ?? []).flatMap((transition) => {
        const after = this.#after(here, at, lifeline, transition);
        return after === null ? [] : [{ lifeline, transition, after }];
      }),
    );
  }

  /** Whether everyone may come to an end that looks right; null when the search gave up. */
  mayEnd(from: TesterState, configurationsMax: number): boolean | null {
    const name = stateName(from);
    const known = this.#ends.get(name);
    if (known !== undefined) return known;
    const seen = new Set([name]);
    const waiting = [from];
    let found: boolean | null = false;
    for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
      if (this.isFinal(here)) {
        found = true;
        break;
      }
      for (const { after } of this.moves(here)) {
        const next = stateName(after);
        if (!seen.has(next)) waiting.push(after);
        seen.add(next);
      }
      if (seen.size > configurationsMax) {
        found = null;
        break;
      }
    }
    this.#ends.set(name, found);
    return found;
  }

  #after(
    { states, queues }: TesterState,
    at: number,
    lifeline: string,
    { kind, peer, label, lost, joint, next }: Transition,
  ): TesterState | null {
    if (kind === 'ref') return this.#afterJoint({ states, queues }, lifeline, joint ?? [], label);
    const moved = states.with(at, next);
    if (peer === null || lost || kind === 'action' || !this.#testers.includes(peer))
      return { states: moved, queues };
    const pair = kind === 'send' ? JSON.stringify([lifeline, peer]) : JSON.stringify([peer, lifeline]);
    const queue = queues.get(pair) ?? [];
    const changed = new Map(queues);
    if (kind === 'send') {
      if (queue.length >= queueMax) {
        this.cut = true;
        return null;
      }
      return { states: moved, queues: changed.set(pair, [...queue, label]) };
    }
    if (queue[0] !== label) return null;
    if (queue.length === 1) changed.delete(pair);
    else changed.set(pair, queue.slice(1));
    return { states: moved, queues: changed };
  }

  /** A ref is gone through by all its testers together; the first of them stands for it. */
  #afterJoint(
    here: TesterState,
    lifeline: string,
    joint: readonly string[],
    label: string,
  ): TesterState | null {
    const members = joint.filter((id) => this.#testers.includes(id));
    if (members[0] !== lifeline) return null;
    let { states } = here;
    for (const id of members) {
      const at = this.#testers.indexOf(id);
      const transition = this.#scripts[at]?.states[states[at] ?? 0]?.transitions.find(
        (one) => one.kind === 'ref' && one.label === label && one.joint?.join() === joint.join(),
      );
      if (transition === undefined) return null;
      states = states.with(at, transition.next);
    }
    return { ...here, states };
  }
}

/** More than that never waits between two testers that follow a diagram. */
const queueMax = 8;

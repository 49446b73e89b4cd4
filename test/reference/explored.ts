import type { Happening } from './invariants.ts';
import type { Occurrence } from './pomset.ts';
import { type Run, runsIfFew } from './runs.ts';
import { lifelinesOf, type Sketch } from './sketch.ts';

/** What an exploration of a small sketch must find. */
export interface Explored {
  readonly configurations: number;
  readonly transitions: number;
  readonly executions: bigint;
  readonly deadlocks: number;
  readonly orphans: number;
  /** How many pairs of a lifeline that waits for ever and a message that has come to it instead; null under faults. */
  readonly unspecified: number | null;
  /** Whether every run that comes to its end is one of the sketch; null when there are too many. */
  readonly keepsWholeRuns: boolean | null;
  /** The length of a shortest run that the scripts have and the sketch has not; null when there is none. */
  readonly implied: number | null;
}

export type ReferenceChannel = 'fifo' | 'mailbox' | 'causal' | 'bag' | 'sync';

export interface ReferenceFaults {
  readonly lossy: boolean;
  readonly duplicating: boolean;
  readonly crashing: readonly string[];
}

/** One occurrence in words; those that a lifeline cannot tell apart are equal. */
type Letter = string;
type Word = readonly Letter[];

interface Configuration {
  /** By lifeline, what it may still do: all rests of its words, in words. */
  readonly rests: readonly string[];
  /** Messages on their way, oldest first, each `from to label`. */
  readonly inTransit: readonly string[];
  /** Under `causal`, by lifeline and then by message on its way: the messages on their way that were sent before, as it knows. */
  readonly known: readonly (readonly string[])[];
}

/**
 * The product of the scripts, word by word: a lifeline may do what it does in some run of the sketch, and its state is the set
 * of the words that it may still go on with (Myhill, Nerode). Nothing here is an automaton, and a configuration is a text.
 * Null when the sketch has too many runs for that.
 */
export function exploreByWords(
  sketch: Sketch,
  channel: ReferenceChannel,
  faults: ReferenceFaults = { lossy: false, duplicating: false, crashing: [] },
): Explored | null {
  const runs = runsIfFew(sketch, { loopLimit: 0 });
  if (runs === null) return null;
  const lifelines = lifelinesOf(sketch);
  const initial: Configuration = {
    rests: lifelines.map((id) => restOf(runs.map((run) => wordOn(run, id)))),
    inTransit: [],
    known: lifelines.map(() => []),
  };
  const seen = new Map<string, readonly { letter: string; after: Configuration }[]>();
  const open = [initial];
  let transitions = 0;
  let deadlocks = 0;
  let orphans = 0;
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const name = JSON.stringify(here);
    if (seen.has(name)) continue;
    const following = [...successors(here, lifelines, channel, faults), ...crashes(here, lifelines, faults)];
    seen.set(name, following);
    if (seen.size > mostConfigurations) return null;
    transitions += following.length;
    for (const { after } of following) open.push(after);
    if (following.length > 0 || isFinal(here, lifelines)) continue;
    if (here.rests.every(mayEnd)) orphans += 1;
    else deadlocks += 1;
  }
  const following = (here: Configuration) => seen.get(JSON.stringify(here)) ?? [];
  const executions = executionsFrom(initial, following, lifelines);
  return {
    configurations: seen.size,
    transitions,
    executions,
    deadlocks,
    orphans,
    unspecified: isFaulty(faults) ? null : unspecifiedIn([...seen.keys()], following, lifelines, channel),
    keepsWholeRuns: executions > 2_000n ? null : keepsWholeRuns(initial, following, runs, lifelines),
    implied: shortestImplied(initial, following, runs, lifelines),
  };
}

const mostConfigurations = 20_000;

function wordOn({ occurrences, transmissions }: Run, id: string): Word {
  return occurrences.flatMap((occurrence, index) => {
    if (!occurrence.lifelines.includes(id)) return [];
    const arrives = transmissions.filter((one) => one === transmissions[index]).length === 2;
    return [letterOf(occurrence, arrives)];
  });
}

function letterOf({ kind, lifelines, peer, label }: Occurrence, arrives: boolean): Letter {
  return JSON.stringify([kind, lifelines, peer, label, arrives]);
}

function restOf(words: readonly Word[]): string {
  return JSON.stringify([...new Set(words.map((word) => JSON.stringify(word)))].sort());
}

function wordsOfRest(rest: string): readonly Word[] {
  return (JSON.parse(rest) as string[]).map((word) => JSON.parse(word) as Word);
}

function mayEnd(rest: string): boolean {
  return wordsOfRest(rest).some((word) => word.length === 0);
}

/** Nobody waits for what is on its way to those that crashed. */
function isFinal({ rests, inTransit }: Configuration, lifelines: readonly string[]): boolean {
  const awaited = inTransit.filter((message) => {
    const [, to = ''] = JSON.parse(message) as string[];
    return rests[lifelines.indexOf(to)] !== crashed;
  });
  return awaited.length === 0 && rests.every(mayEnd);
}

/** What a lifeline that crashed may still do: nothing, and no other rest is written like that. */
const crashed = ' ["[]"]';

function crashes(
  here: Configuration,
  lifelines: readonly string[],
  { crashing }: ReferenceFaults,
): { letter: string; after: Configuration }[] {
  return lifelines.flatMap((id, index) =>
    crashing.includes(id) && here.rests[index] !== crashed
      ? [{ letter: `crash ${id}`, after: { ...here, rests: here.rests.with(index, crashed) } }]
      : [],
  );
}

/** What is left of a lifeline's words after a letter; null when none begins with it. */
function after(rest: string, letter: Letter): string | null {
  const left = wordsOfRest(rest).filter(([first]) => first === letter);
  return left.length === 0 ? null : restOf(left.map((word) => word.slice(1)));
}

function successors(
  { rests, inTransit, known }: Configuration,
  lifelines: readonly string[],
  channel: ReferenceChannel,
  { lossy, duplicating }: ReferenceFaults,
): { letter: string; after: Configuration }[] {
  return rests.flatMap((rest, index) => {
    const letters = new Set(wordsOfRest(rest).flatMap((word) => word.slice(0, 1)));
    return [...letters].flatMap((letter) => {
      const [kind, on, peer, label, arrives] = JSON.parse(letter) as [
        Occurrence['kind'],
        string[],
        string | null,
        string,
        boolean,
      ];
      const own = lifelines[index] ?? '';
      const step = (...moves: readonly (readonly [string, Letter])[]): readonly string[] | null => {
        const changed = [...rests];
        for (const [id, what] of moves) {
          const at = lifelines.indexOf(id);
          const left = after(changed[at] ?? '[]', what);
          if (left === null) return null;
          changed[at] = left;
        }
        return changed;
      };
      const to = (changed: readonly string[] | null, onTheWay: readonly string[], knowing = known) =>
        changed === null ? [] : [{ letter, after: { rests: changed, inTransit: onTheWay, known: knowing } }];
      if (kind === 'ref') {
        return on[0] === own ? to(step(...on.map((id) => [id, letter] as const)), inTransit) : [];
      }
      if (!arrives) return to(step([own, letter]), inTransit);
      const message = JSON.stringify(kind === 'send' ? [own, peer, label] : [peer, own, label]);
      if (channel === 'sync') {
        const taken = JSON.stringify(['receive', [peer], own, label, true]);
        const both = kind === 'send' ? step([own, letter], [peer ?? '', taken]) : null;
        return to(both, inTransit).map((one) => ({ ...one, letter: `${letter}${taken}` }));
      }
      const lost = kind === 'send' && lossy ? to(step([own, letter]), inTransit) : [];
      if (channel === 'causal') {
        const moved = causally({ inTransit, known }, lifelines, index, kind, message);
        if (moved === null) return [];
        const twice =
          kind === 'send' && duplicating ? causally(moved, lifelines, index, kind, message) : null;
        return [
          ...lost,
          ...to(step([own, letter]), moved.inTransit, moved.known),
          ...(twice === null ? [] : to(step([own, letter]), twice.inTransit, twice.known)),
        ];
      }
      if (kind === 'send') {
        const once = to(step([own, letter]), sorted([...inTransit, message], channel));
        const twice = duplicating
          ? to(step([own, letter]), sorted([...inTransit, message, message], channel))
          : [];
        return [...lost, ...once, ...twice];
      }
      const at = inTransit.indexOf(message);
      const before = inTransit.slice(0, Math.max(0, at)).map((one) => JSON.parse(one) as string[]);
      const overtakes = before.some(
        ([from, receiver]) =>
          receiver === own && (channel === 'mailbox' || (channel === 'fifo' && from === peer)),
      );
      return at < 0 || overtakes ? [] : to(step([own, letter]), inTransit.toSpliced(at, 1));
    });
  });
}

/**
 * What is on its way, and who knows of what, after a send or a receive in causal order; null when the message cannot arrive. A
 * message on its way is `[from, to, label, what was sent before]`, and its name is its place among those of its ends.
 */
function causally(
  { inTransit, known }: Pick<Configuration, 'inTransit' | 'known'>,
  lifelines: readonly string[],
  own: number,
  kind: Occurrence['kind'],
  message: string,
): Pick<Configuration, 'inTransit' | 'known'> | null {
  const flights = inTransit.map((one) => JSON.parse(one) as [string, string, string, string[]]);
  const [from, to, label] = JSON.parse(message) as [string, string, string];
  const ofChannel = flights.filter((one) => one[0] === from && one[1] === to);
  const name = (place: number): string => `${from}>${to}#${place}`;
  if (kind === 'send') {
    const sent = JSON.stringify([from, to, label, known[own] ?? []]);
    const knowing = [...(known[own] ?? []), name(ofChannel.length)].sort();
    return {
      inTransit: sorted([...inTransit, sent], 'causal'),
      known: known.with(own, knowing),
    };
  }
  const arriving = ofChannel.find((one) => one[2] === label);
  if (arriving === undefined) return null;
  const past = arriving[3];
  if (past.some((earlier) => earlier.includes(`>${lifelines[own] ?? ''}#`))) return null;
  const learnt = known.with(own, [...new Set([...(known[own] ?? []), ...past])].sort());
  const forget = (names: readonly string[]): string[] =>
    names.flatMap((one) => {
      const [ends = '', place = ''] = one.split('#');
      if (ends !== `${from}>${to}`) return [one];
      return place === '0' ? [] : [`${ends}#${Number(place) - 1}`];
    });
  const left = flights.filter((one) => one !== arriving);
  return {
    inTransit: left.map(([sender, receiver, text, earlier]) =>
      JSON.stringify([sender, receiver, text, forget(earlier).sort()]),
    ),
    known: learnt.map((names) => forget(names).sort()),
  };
}

/** Only the order inside a channel belongs to a configuration. */
function sorted(inTransit: readonly string[], channel: ReferenceChannel): readonly string[] {
  const channelOf = (message: string): string => {
    const [from, to] = JSON.parse(message) as string[];
    return channel === 'bag' ? message : channel === 'mailbox' ? `${to}` : `${from} ${to}`;
  };
  return inTransit.toSorted((a, b) =>
    channelOf(a) < channelOf(b) ? -1 : channelOf(a) > channelOf(b) ? 1 : 0,
  );
}

/**
 * How many transitions the shortest run takes that the scripts have and an invariant does not let be: every run is tried, letter by
 * letter. Null when every run keeps it, undefined when there are too many runs.
 */
export function shortestBreaking(
  sketch: Sketch,
  channel: ReferenceChannel,
  faults: ReferenceFaults,
  judge: (run: readonly Happening[]) => { readonly kept: boolean; readonly hopeless: boolean },
): number | null | undefined {
  const runs = runsIfFew(sketch, { loopLimit: 0 });
  if (runs === null) return undefined;
  const lifelines = lifelinesOf(sketch);
  const initial: Configuration = {
    rests: lifelines.map((id) => restOf(runs.map((run) => wordOn(run, id)))),
    inTransit: [],
    known: lifelines.map(() => []),
  };
  let tried = 0;
  let level: { readonly here: Configuration; readonly run: readonly Happening[] }[] = [
    { here: initial, run: [] },
  ];
  for (let length = 0; level.length > 0; length++) {
    const next: typeof level = [];
    for (const { here, run } of level) {
      tried += 1;
      if (tried > mostConfigurations) return undefined;
      const { kept, hopeless } = judge(run);
      const following = [
        ...successors(here, lifelines, channel, faults),
        ...crashes(here, lifelines, faults),
      ];
      const ends = following.length === 0 || isFinal(here, lifelines);
      if (hopeless || (ends && !kept)) return length;
      for (const { letter, after } of following)
        next.push({ here: after, run: [...run, ...happenings(letter)] });
    }
    level = next;
  }
  return null;
}

/** What happens when these letters are written, several of them in one transition; a crash is nothing of the diagram. */
function happenings(letters: string): readonly Happening[] {
  if (letters.startsWith('crash ')) return [];
  return letters.split(/(?<=\])(?=\[")/).map((letter) => {
    const [kind, lifelines, peer, label] = JSON.parse(letter) as [
      Occurrence['kind'],
      string[],
      string | null,
      string,
    ];
    return { kind, lifelines, peer, label };
  });
}

type Following = (
  here: Configuration,
) => readonly { readonly letter: string; readonly after: Configuration }[];

function executionsFrom(initial: Configuration, following: Following, lifelines: readonly string[]): bigint {
  const known = new Map<string, bigint>();
  return count(initial);

  function count(here: Configuration): bigint {
    const name = JSON.stringify(here);
    const before = known.get(name);
    if (before !== undefined) return before;
    const total = following(here).reduce(
      (sum, one) => sum + count(one.after),
      isFinal(here, lifelines) ? 1n : 0n,
    );
    known.set(name, total);
    return total;
  }
}

function isFaulty({ lossy, duplicating, crashing }: ReferenceFaults): boolean {
  return lossy || duplicating || crashing.length > 0;
}

/**
 * Lifelines that are not at an end and do nothing in any configuration that follows, each with the messages that have come from
 * one that it would take something else from; the first one alone where the channel keeps an order.
 */
function unspecifiedIn(
  names: readonly string[],
  following: Following,
  lifelines: readonly string[],
  channel: ReferenceChannel,
): number {
  const movers = new Map<string, ReadonlySet<number>>();
  const moversFrom = (here: Configuration): ReadonlySet<number> => {
    const name = JSON.stringify(here);
    const before = movers.get(name);
    if (before !== undefined) return before;
    const found = new Set<number>();
    for (const { after: there } of following(here)) {
      for (const index of lifelines.keys()) if (there.rests[index] !== here.rests[index]) found.add(index);
      for (const index of moversFrom(there)) found.add(index);
    }
    movers.set(name, found);
    return found;
  };
  const found = new Set<string>();
  for (const here of names.map((name) => JSON.parse(name) as Configuration)) {
    for (const [index, own] of lifelines.entries()) {
      const rest = here.rests[index] ?? '';
      if (mayEnd(rest) || moversFrom(here).has(index)) continue;
      const awaited = wordsOfRest(rest)
        .map(([first = '[]']) => JSON.parse(first) as [string, string[], string | null, string])
        .filter(([kind, , peer]) => kind === 'receive' && peer !== null)
        .map(([, , peer, label]) => JSON.stringify([peer, label]));
      const coming = here.inTransit
        .map((one) => JSON.parse(one) as [string, string, string])
        .filter(([, to]) => to === own);
      const isHeldUp = coming.some(([from, , label]) => awaited.includes(JSON.stringify([from, label])));
      for (const [at, [from, , label]] of coming.entries()) {
        const isBehind = coming.slice(0, at).some((other) => channel === 'mailbox' || other[0] === from);
        const message = JSON.stringify([from, label]);
        if ((channel !== 'bag' && isBehind) || awaited.includes(message)) continue;
        const isAwaitedFrom = awaited.some((other) => (JSON.parse(other) as string[])[0] === from);
        if (channel === 'mailbox' || isHeldUp || isAwaitedFrom) found.add(`${own} ${message}`);
      }
    }
  }
  return found.size;
}

/** Every run of the scripts that comes to its end, held against every run of the sketch. */
function keepsWholeRuns(
  initial: Configuration,
  following: Following,
  runs: readonly Run[],
  lifelines: readonly string[],
): boolean {
  const whole = new Set(runs.map((run) => textOf(run)));
  const mayReachEnd = new Map<string, boolean>();
  const reachesEnd = (here: Configuration): boolean => {
    const name = JSON.stringify(here);
    const known =
      mayReachEnd.get(name) ??
      (isFinal(here, lifelines) || following(here).some((one) => reachesEnd(one.after)));
    mayReachEnd.set(name, known);
    return known;
  };
  const keeps = (here: Configuration, text: string): boolean =>
    (!isFinal(here, lifelines) || whole.has(text)) &&
    following(here).every((one) => !reachesEnd(one.after) || keeps(one.after, `${text}${one.letter}`));
  return keeps(initial, '');
}

function textOf({ occurrences, transmissions }: Run): string {
  return occurrences
    .map((occurrence, index) => {
      const arrives = transmissions.filter((one) => one === transmissions[index]).length === 2;
      return letterOf(occurrence, arrives);
    })
    .join('');
}

/** Every run of the scripts, shortest first, held against every run of the sketch. */
function shortestImplied(
  initial: Configuration,
  following: Following,
  runs: readonly Run[],
  lifelines: readonly string[],
): number | null {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  for (const { occurrences, transmissions } of runs) {
    const letters = occurrences.map((occurrence, index) => {
      const arrives = transmissions.filter((one) => one === transmissions[index]).length === 2;
      return letterOf(occurrence, arrives);
    });
    whole.add(letters.join(''));
    for (let length = 0; length <= letters.length; length++)
      beginnings.add(letters.slice(0, length).join(''));
  }
  let level = new Map([['', initial]]);
  for (let length = 0; level.size > 0; length++) {
    const next = new Map<string, Configuration>();
    for (const [text, here] of level) {
      if (!beginnings.has(text)) return length;
      if (isFinal(here, lifelines) && !whole.has(text)) return length;
      for (const { letter, after } of following(here)) next.set(`${text}${letter}`, after);
    }
    level = next;
  }
  return null;
}

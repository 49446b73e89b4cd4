import type { CompiledDiagram } from '../compile.ts';
import { applyFix } from '../diagnostics/apply-fixes.ts';
import type { Edit, Fix } from '../diagnostics/fix.ts';
import type { Occurrence } from '../interaction/interaction.ts';
import type { Dialect, Fragment, Message, Statement } from '../syntax/diagram.ts';
import { printMessage } from '../syntax/print.ts';
import { happens, type Place, partingOf, placesIn } from './drawn-places.ts';
import { type Channel, enforcedOrder } from './enforced-order.ts';
import { insertLines } from './insert-lines.ts';
import { keyOf, type Race, racesOf } from './race.ts';
import { runsOf } from './runs.ts';

/** A diagram and the text that it was read from. */
export interface Repairable {
  readonly compiled: CompiledDiagram;
  readonly file: string;
  readonly source: string;
  /** Reads the diagram again after its file has changed; null when it is no diagram any more. */
  readonly recompile: (text: string) => CompiledDiagram | null;
}

/**
 * Gives for a race the smallest edits of the text that settle it: the weakening, a `par` around the two, and the
 * strengthening, one message that tells the later sender that it may. Each was tried: in the text that it makes the pair
 * races no more. Of several places those are taken that leave the fewest races, and give up the least.
 *
 * A weakening only takes orderings away, so every run stays a run. A strengthening only adds its message. No edit is given
 * where statements share a line or were included, nor for a weakening across iterations or over a `break`.
 */
export function raceRepairs(
  { compiled, file, source, recompile }: Repairable,
  channel: Channel,
): (race: Race) => readonly Fix[] {
  const { diagram, interaction } = compiled;
  const { occurrences } = interaction;
  const pathOf = placesIn(diagram.statements);
  const insert = insertLines(source, file);
  const isSmall = source.length <= sourceMax && occurrences.length <= occurrencesMax;
  const enforced = isSmall ? enforcedPairs() : [];
  let left = isSmall ? racesMax : 0;
  return (race) => {
    if (left-- <= 0) return [];
    return [best(race, weakenings(race)), best(race, strengthenings(race))].filter((fix) => fix !== null);
  };

  /** The candidate that leaves the fewest races; of equal ones the first. */
  function best(race: Race, candidates: readonly Fix[]): Fix | null {
    let [found, fewest]: [Fix | null, number] = [null, Number.POSITIVE_INFINITY];
    for (const fix of candidates.slice(0, triesMax)) {
      const races = racesLeft(race, fix);
      if (races !== null && races < fewest) [found, fewest] = [fix, races];
    }
    return found;
  }

  /** How many races are left with the fix; null when it settles nothing, or changes anything else. */
  function racesLeft({ first, second }: Race, fix: Fix): number | null {
    const changed = recompile(applyFix(source, fix));
    if (changed === null) return null;
    const added = fix.change.kind === 'strengthen' ? messageAt(changed, lineAddedBy(fix)) : null;
    const kept = changed.interaction.occurrences.filter(({ message }) => added === null || message !== added);
    const same = kept.length === occurrences.length && kept.every((one, at) => isAlike(one, occurrences[at]));
    const [before, after] = [kept[first.index], kept[second.index]];
    if (!same || before === undefined || after === undefined) return null;
    const { races } = racesOf(changed.interaction, channel);
    const settled = keyOf({ first: before, second: after });
    return races.some((one) => keyOf(one) === settled) ? null : races.length;
  }

  /** The block from the one statement to the other in a `par`, cut in two where the fewest enforced orderings are lost. */
  function weakenings({ first, second }: Race): readonly Fix[] {
    const [one, other] = [pathOf(first.span), pathOf(second.span)];
    const parting = one && other && partingOf(one, other);
    if (parting === null || parting[0].index > parting[1].index) return [];
    const [{ groups, index: from }, { index: to }] = parting;
    const block = groups.slice(from, to + 1);
    if (block.flat().some(mayBreakOff)) return [];
    const words = parWords[diagram.dialect];
    const [start, end] = [
      insert.above({ groups, index: from }, words.start),
      insert.below({ groups, index: to }, words.end),
    ];
    if (start === null || end === null) return [];
    const lost = lostBetween(parting);
    const cuts = block.flatMap((group, at) => (at > 0 && happens(group) ? [from + at] : []));
    return cuts
      .map((cut) => ({ cut, lost: lost(cut) }))
      .toSorted((a, b) => a.lost - b.lost)
      .flatMap(({ cut, lost: given }) => {
        const other = insert.above({ groups, index: cut }, words.other);
        return other === null ? [] : [suggestion({ kind: 'weaken', lost: given }, [start, other, end])];
      });
  }

  /** Counts the enforced orderings from what is drawn before a cut of the block to what is drawn behind it. */
  function lostBetween([{ groups, index: from }, { index: to }]: readonly [Place, Place]): (
    cut: number,
  ) => number {
    const indexOf = (at: number): number => {
      const { span } = occurrences[at] as Occurrence;
      return pathOf(span)?.find((place) => place.groups === groups)?.index ?? -1;
    };
    const spans = enforced
      .map(([a, b]) => [indexOf(a), indexOf(b)] as const)
      .filter(([a, b]) => a >= from && b <= to && a < b);
    return (cut) => spans.filter(([a, b]) => a < cut && b >= cut).length;
  }

  /** A message from where the two happen to the sender of the later one, behind the first or before the second. */
  function strengthenings({ first, second }: Race): readonly Fix[] {
    const { peer } = second;
    const [lifeline] = second.lifelines;
    if (peer === null || lifeline === undefined) return [];
    const [one, other] = [pathOf(first.span), pathOf(second.span)];
    const parting = one && other && partingOf(one, other);
    const text = printMessage(told(lifeline, peer, first), diagram.dialect);
    const edits = [
      other && above(other.at(-1)),
      parting && above(parting[1]),
      parting && below(parting[0]),
      one && below(one.at(-1)),
    ];
    const distinct = new Map(
      edits.filter((edit) => edit !== null).map((edit) => [`${edit.span.line},${edit.span.column}`, edit]),
    );
    return [...distinct.values()].map((edit) => suggestion({ kind: 'strengthen', text }, [edit]));

    function above(place: Place | undefined): Edit | null {
      return place === undefined ? null : insert.above(place, text);
    }

    function below(place: Place | undefined): Edit | null {
      return place === undefined ? null : insert.below(place, text);
    }
  }

  function told(from: string, to: string, first: Occurrence): Message {
    const { span } = first;
    const label = first.kind === 'receive' ? 'acknowledge' : 'go on';
    const taken = new Set(occurrences.map((one) => one.label));
    return {
      kind: 'message',
      from: { kind: 'lifeline', id: from, span },
      to: { kind: 'lifeline', id: to, span },
      alsoTo: [],
      arrow: { ...openArrow, text: diagram.dialect === 'mermaid' ? '-)' : '->>' },
      label: firstFree(label, taken),
      span,
      labelSpan: span,
      decoration: '',
      parallel: false,
      anchors: { start: null, end: null },
      lifecycle: [],
    };
  }

  /** Pairs of occurrences, by index, that some run enforces. */
  function enforcedPairs(): readonly (readonly [number, number])[] {
    const pairs = new Set<number>();
    for (const run of runsOf(interaction.root).runs.slice(0, runsMax)) {
      const order = enforcedOrder(run, channel);
      for (const [at, { occurrence: before }] of run.entries()) {
        for (let behind = at + 1; behind < run.length; behind++) {
          const after = run[behind]?.occurrence;
          if (after !== undefined && order.has(at, behind))
            pairs.add(before.index * occurrences.length + after.index);
        }
      }
    }
    return [...pairs].map(
      (pair) => [Math.floor(pair / occurrences.length), pair % occurrences.length] as const,
    );
  }
}

/** Longer diagrams are told of their races, and no edit is tried on them. */
const [sourceMax, occurrencesMax] = [200_000, 1_000];

/** So many races of a diagram get repairs, and for each so many places are tried. */
const [racesMax, triesMax] = [100, 12];

/** What is lost by a cut is counted in so many runs; it only chooses between places. */
const runsMax = 20;

const openArrow = {
  line: 'solid',
  head: 'open',
  bidirectional: false,
  reversed: false,
  lost: false,
  hidden: false,
} as const;

const parWords: {
  readonly [Name in Dialect]: { readonly start: string; readonly other: string; readonly end: string };
} = {
  plantuml: { start: 'par', other: 'else', end: 'end' },
  wsd: { start: 'par', other: 'else', end: 'end' },
  sdo: { start: 'par', other: 'else', end: 'end' },
  mermaid: { start: 'par', other: 'and', end: 'end' },
};

function suggestion(change: Fix['change'], edits: readonly [Edit, ...Edit[]]): Fix {
  return { change, safe: false, edits };
}

function firstFree(label: string, taken: ReadonlySet<string>): string {
  let free = label;
  for (let count = 2; taken.has(free); count++) free = `${label} ${count}`;
  return free;
}

/** In a `par` a break ends its own operand alone, so what may break off the whole cannot be put into one. */
function mayBreakOff(statement: Statement): boolean {
  if (statement.kind !== 'fragment') return false;
  if (statement.operator === 'break') return true;
  return isContent(statement) && statement.operands.some(({ statements }) => statements.some(mayBreakOff));
}

/** A break looks through these. */
function isContent({ operator, operands }: Fragment): boolean {
  switch (operator) {
    case 'group':
    case 'seq':
    case 'assert':
    case 'region':
    case 'expandable':
    case 'rect':
    case 'box':
      return operands.length === 1;
    case 'alt':
    case 'opt':
    case 'loop':
    case 'par':
    case 'break':
    case 'critical':
    case 'strict':
    case 'neg':
    case 'ignore':
    case 'consider':
      return false;
  }
}

/** The line of the changed text on which the only edit of a strengthening stands. */
function lineAddedBy({ edits: [{ span, text }] }: Fix): number {
  return text.startsWith('\n') ? span.line + 1 : span.line;
}

function messageAt({ interaction }: CompiledDiagram, line: number): number | null {
  return interaction.messages.find(({ statement }) => statement.span.line === line)?.number ?? null;
}

function isAlike(one: Occurrence, other: Occurrence | undefined): boolean {
  return (
    one.kind === other?.kind &&
    one.label === other.label &&
    one.peer === other.peer &&
    one.lifelines.join() === other.lifelines.join()
  );
}

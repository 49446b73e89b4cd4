import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Fragment, Message, Statement, Timing } from '../syntax/diagram.ts';
import { nearest } from '../syntax/nearest.ts';
import { parseDuration } from '../text/duration.ts';
import type { Occurrence } from './interaction.ts';
import type { Lowering } from './lower-message.ts';
import { timeBounds } from './time-bounds.ts';
import type { Between } from './timing.ts';

/** What a diagram says about time; its occurrences are those of the lowering from index `first` on. */
export function lowerTimings(lowering: Lowering, diagram: Diagram, first: number): void {
  const drawing = lookThrough(diagram.statements);
  if (drawing.timings.length === 0) return;
  const occurrences = Map.groupBy(lowering.occurrences.slice(first), ({ span }) => span);
  const isInlined = lowering.inlining.length > 1;
  for (const timing of drawing.timings) lowerTiming(lowering, drawing, timing, isInlined, happening);

  function happening({ message, end }: Anchored): Occurrence | null {
    const [sent, ...others] = occurrences.get(message.span) ?? [];
    if (sent === undefined || !end) return sent ?? null;
    return others.find(({ transmission }) => transmission === sent.transmission) ?? sent;
  }
}

/** What stands where in a diagram, as far as it matters for time. */
interface Drawing {
  readonly timings: readonly Timing[];
  readonly anchored: ReadonlyMap<string, readonly Anchored[]>;
  /** How many breaks begin at each statement or before it, by the statement's index. */
  readonly breaksUpTo: readonly number[];
}

interface Place {
  /** Counts the statements in text order. */
  readonly index: number;
  /** The operands around it, outermost first. */
  readonly path: readonly { readonly fragment: Fragment; readonly operand: number }[];
}

/** A message that an anchor names, at its beginning or at its end. */
interface Anchored extends Place {
  readonly message: Message;
  readonly end: boolean;
}

function lookThrough(statements: readonly Statement[]): Drawing {
  const timings: Timing[] = [];
  const anchored: [string, Anchored][] = [];
  const breaksUpTo = [0];
  let index = 0;
  visit(statements, []);
  const byName = Map.groupBy(anchored, ([name]) => name);
  return {
    timings,
    anchored: new Map([...byName].map(([name, found]) => [name, found.map(([, place]) => place)])),
    breaksUpTo,
  };

  function visit(within: readonly Statement[], path: Place['path']): void {
    for (const statement of within) {
      index++;
      const isBreak = statement.kind === 'fragment' && statement.operator === 'break';
      breaksUpTo.push((breaksUpTo[index - 1] ?? 0) + (isBreak ? 1 : 0));
      if (statement.kind === 'timing') timings.push(statement);
      if (statement.kind === 'message') {
        const { start, end } = statement.anchors;
        if (start !== null) anchored.push([start.name, { message: statement, end: false, index, path }]);
        if (end !== null) anchored.push([end.name, { message: statement, end: true, index, path }]);
      }
      if (statement.kind !== 'fragment') continue;
      statement.operands.forEach((operand, number) => {
        visit(operand.statements, [...path, { fragment: statement, operand: number }]);
      });
    }
  }
}

function lowerTiming(
  { timings, diagnostics }: Lowering,
  drawing: Drawing,
  timing: Timing,
  isInlined: boolean,
  happening: (place: Anchored) => Occurrence | null,
): void {
  const { anchored } = drawing;
  const missing = [timing.from, timing.to].filter(({ name }) => !anchored.has(name));
  for (const { name, span } of missing) {
    const suggestion = nearest(name, anchored.keys().take(comparedMax));
    diagnostics.push(diagnose('unknown-anchor', { name, suggestion }, span));
  }
  const bounds = timeBounds(timing.text);
  if (bounds === null) {
    // What has a number or a sign, and is no duration alone, was meant to say how long.
    const isMeant = /[\d<>=≤≥]/.test(timing.text) && parseDuration(timing.text) === null;
    const found = isMeant ? 'duration-not-read' : 'duration-without-bound';
    diagnostics.push(diagnose(found, { text: timing.text }, timing.span));
    return;
  }
  const [from, to] = [timing.from, timing.to].map(({ name }) => anchored.get(name) ?? []) as [
    Anchored[],
    Anchored[],
  ];
  const occurrencesOf = (places: readonly Anchored[]): readonly Occurrence[] =>
    places.map(happening).filter((occurrence) => occurrence !== null);
  if (missing.length > 0) return;
  const reason = unclear(drawing, from, to, isInlined, timing);
  if (reason !== null) diagnostics.push(diagnose('timing-unclear', { reason }, timing.span));
  const repeats = isInlined || [...from, ...to].some(({ path }) => path.some(isLoop));
  const between: Between = {
    kind: 'between',
    anchors: [timing.from.name, timing.to.name],
    from: occurrencesOf(from),
    to: occurrencesOf(to),
    bounds,
    pairing: reason !== null ? 'unclear' : repeats ? 'iterations' : 'once',
    span: timing.span,
  };
  timings.push(between);
}

/** A name is looked for among so many. */
const comparedMax = 200;

/** Nobody has more operands with an anchor of one name. */
const placesMax = 50;

/** Why nobody can know which occurrences the constraint is about; null when it is certain. */
function unclear(
  { breaksUpTo }: Drawing,
  from: readonly Anchored[],
  to: readonly Anchored[],
  isInlined: boolean,
  timing: Timing,
): string | null {
  for (const [places, { name }] of [[from, timing.from] as const, [to, timing.to] as const]) {
    const several =
      places.length > placesMax ||
      places.some((one, index) => places.slice(index + 1).some((other) => !areExclusive(one, other)));
    if (several) return `\`{${name}}\` stands at several messages of one run`;
  }
  const [first, second] = [from[0], to[0]];
  if (first === undefined || second === undefined) return null;
  const inLoop = isInlined || [...from, ...to].some(({ path }) => path.some(isLoop));
  if (!inLoop) return null;
  const skipped = 'in a loop one of them may be skipped, so that it is not known which belong together';
  if (from.length > 1 || to.length > 1) return skipped;
  const common = sharedLength(first, second);
  const apart = [...first.path.slice(common), ...second.path.slice(common)];
  if (apart.some(({ fragment }) => mayBeSkipped(fragment))) return skipped;
  const [low, high] = [Math.min(first.index, second.index), Math.max(first.index, second.index)];
  return breaksUpTo[low] === breaksUpTo[high - 1] ? null : skipped;
}

/** In different operands of a choice: at most one of them happens in a run, or in an iteration. */
function areExclusive(one: Place, other: Place): boolean {
  const common = sharedLength(one, other);
  const [here, there] = [one.path[common], other.path[common]];
  return here !== undefined && here.fragment === there?.fragment && isChoice(here.fragment);
}

/** How many of the operands around the one are around the other, too. */
function sharedLength(one: Place, other: Place): number {
  let length = 0;
  for (;;) {
    const [here, there] = [one.path[length], other.path[length]];
    if (here === undefined || here.fragment !== there?.fragment || here.operand !== there.operand)
      return length;
    length++;
  }
}

function isLoop({ fragment }: Place['path'][number]): boolean {
  return fragment.operator === 'loop';
}

function isChoice({ operator, operands }: Fragment): boolean {
  switch (operator) {
    case 'alt':
    case 'opt':
      return true;
    case 'group':
    case 'seq':
    case 'assert':
    case 'region':
    case 'expandable':
    case 'rect':
    case 'box':
      return operands.length > 1;
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

function mayBeSkipped(fragment: Fragment): boolean {
  const { operator } = fragment;
  return isChoice(fragment) || operator === 'loop' || operator === 'break' || operator === 'neg';
}

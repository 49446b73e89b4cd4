import { basename } from 'node:path';
import { compileDiagrams } from '../compiler/compile.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { sameInteraction } from '../compiler/interaction/same-interaction.ts';
import type { Diagram } from '../compiler/syntax/diagram.ts';
import { choicesOf, type Decided } from '../runtime/explore/testers/choices.ts';
import { type Coordinated, type Coordination, coordinate } from '../runtime/explore/testers/coordination.ts';
import { type Happened, type Problem, type Tested, testWith } from '../runtime/explore/testers/testers.ts';
import { UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { say } from './print-firings.ts';
import { type InterpretedDiagram, type InterpretedOptions, readInterpreted } from './read-interpreted.ts';

/** What `explore --real` is asked. */
export interface TestersRequest extends InterpretedOptions {
  /** The lifelines, with commas between them; true for those that `@real` names. */
  readonly real: string | true;
  readonly budget: number;
  readonly json?: true;
}

/** `explore --real A`: what testers that play the others can enforce and notice, each by what it sees itself. */
export async function exploreTesters(file: string, request: TestersRequest): Promise<ExitCode> {
  const source = await readInterpreted(file, request);
  const real = realOf(source.interaction, request.real);
  const configurationsMax = Math.min(request.budget, configurationsAtMost);
  const tested = testWith(source.interaction, real, { configurationsMax });
  if (tested === null) {
    console.error('a script has too many states to be worked out; `seqwright project` tells which');
    return exitCodes.inconclusive;
  }
  const found: Found = {
    real,
    tested,
    choices: choicesOf(source.interaction, real),
    coordinated:
      tested.uncontrollable.length === 0 ? null : coordinatedOf(source, request, real, configurationsMax),
  };
  if (request.json === true) console.log(JSON.stringify(toJson(found), null, 2));
  else for (const line of lines(found, source.interaction)) console.log(printable(line));
  if (tested.uncontrollable.length + tested.unobservable.length > 0) return exitCodes.fail;
  return tested.complete ? exitCodes.pass : exitCodes.inconclusive;
}

/** Each holds sets of terms, so fewer than of an exploration fit in memory. */
const configurationsAtMost = 100_000;

/** The search for coordination looks at many diagrams. */
const configurationsOfEach = 5_000;

interface Found {
  readonly real: readonly string[];
  readonly tested: Tested;
  readonly choices: readonly Decided[];
  /** Null when there is nothing to coordinate, or the diagram cannot be changed for a trial. */
  readonly coordinated: Coordinated | null;
}

function realOf({ lifelines, annotations }: Interaction, asked: string | true): readonly string[] {
  if (asked === true) {
    if (annotations.real !== null) return annotations.real;
    throw new UsageError('no directive `@real` says which lifelines are real: give them, `--real A,B`');
  }
  return asked.split(',').map((name) => {
    const wanted = name.trim();
    const one = lifelines.find(({ id, name: shown }) => id === wanted || shown === wanted);
    if (one !== undefined) return one.id;
    throw new UsageError(`no lifeline "${wanted}"; there are ${lifelines.map(({ id }) => id).join(', ')}`);
  });
}

/** What is inlined from other diagrams is not at hand for a trial. */
function coordinatedOf(
  { diagram, interaction }: InterpretedDiagram,
  { arrows }: TestersRequest,
  real: readonly string[],
  configurationsMax: number,
): Coordinated | null {
  const lowered = (one: Diagram): Interaction | null =>
    compileDiagrams([one], { arrows })[0]?.interaction ?? null;
  const again = lowered(diagram);
  if (again === null || !sameInteraction(again, interaction)) return null;
  return coordinate(
    diagram,
    (one) => lowered(one) ?? interaction,
    real,
    Math.min(configurationsMax, configurationsOfEach),
  );
}

/** So many problems of a kind are shown, each with so many events of its run. */
const [shownMax, eventsMax] = [5, 4];

function lines({ real, tested, choices, coordinated }: Found, { lifelines }: Interaction): readonly string[] {
  const testers = lifelines.map(({ id }) => id).filter((id) => !real.includes(id));
  const { uncontrollable, unobservable, complete } = tested;
  const left = choices.filter(({ isEnforced }) => !isEnforced);
  return [
    `${real.join(', ')} real; a tester each for ${testers.join(', ') || 'nobody'}, knowing what it sees itself`,
    '',
    `controllable: ${answer(uncontrollable.length, complete)}`,
    ...uncontrollable.slice(0, shownMax).flatMap((one) => ['', ...problemLines(one, real)]),
    ...more(uncontrollable.length),
    ...(uncontrollable.length === 0 ? [] : coordinationLines(coordinated)),
    '',
    `observable: ${answer(unobservable.length, complete)}`,
    ...unobservable.slice(0, shownMax).flatMap((one) => ['', ...problemLines(one, real)]),
    ...more(unobservable.length),
    ...(unobservable.length === 0
      ? []
      : [
          '',
          'messages between testers do not settle that: let one observer with one clock record both, as `test` does',
        ]),
    '',
    `choices: ${choices.length - left.length} of ${choices.length} are up to one tester`,
    ...left.map(
      ({ by, openings }) => `  up to ${by.join(', ')}: ${openings.map(occurrenceWords).join(' or ')}`,
    ),
  ];
}

function answer(problems: number, complete: boolean): string {
  if (problems > 0) return `no, ${problems} ${problems === 1 ? 'problem' : 'problems'}`;
  return complete ? 'yes' : 'not decided within the budget';
}

function more(count: number): readonly string[] {
  return count > shownMax ? ['', `  … and ${count - shownMax} more; \`--json\` has them`] : [];
}

function problemLines(problem: Problem, real: readonly string[]): readonly string[] {
  const { kind, lifeline, event, missing, run } = problem;
  const before = kind === 'end' ? run : run.slice(0, -1);
  const isOwn =
    event === null
      ? missing.some(({ lifelines }) => !real.includes(lifelines[0] ?? ''))
      : event.kind !== 'receive';
  const what =
    event === null
      ? isOwn
        ? `  ${lifeline} cannot know that it has to go on, and this looks like an end to everyone; missing: ${missing.map(occurrenceWords).join(' or ')}`
        : `  this looks like an end to everyone; missing: ${missing.map(occurrenceWords).join(' or ')}`
      : isOwn
        ? `  ${lifeline} cannot know that it must not yet: ${eventWords({ lifeline, transition: event })}`
        : `  nobody notices that it must not come here: ${eventWords({ lifeline, transition: event })}`;
  const shown = before.slice(-eventsMax).map((one) => `      ${eventWords(one)}`);
  const left = before.length - shown.length;
  const after = left === 0 ? '    after' : `    after ${left} ${left === 1 ? 'event' : 'events'} and`;
  return [what, ...(shown.length === 0 ? ['    at once'] : [after, ...shown])];
}

function coordinationLines(coordinated: Coordinated | null): readonly string[] {
  if (coordinated === null) return ['', notDrawn];
  const { messages, isLeast } = coordinated;
  if (messages === null) return ['', 'no few messages between testers were found that would make it so'];
  const head = isLeast
    ? 'the fewest messages between testers that make it so:'
    : 'messages between testers that make it so; whether fewer would do is not known:';
  return ['', head, ...messages.map(coordinationWords)];
}

/** A trial draws a message into the diagram, so what is not drawn there would be lost. */
const notDrawn =
  'messages between testers are not looked for, as not all that orders it stands in this drawing; `--literal` leaves the binding out';

function coordinationWords({ from, to, side, statement }: Coordination): string {
  const { span } = statement;
  const label = statement.kind === 'message' ? ` ${statement.label}` : '';
  return `  ${from} ──▶ ${to}   ${side} ${basename(span.file)}:${span.line}${label}`;
}

function eventWords({ lifeline, transition }: Happened): string {
  const place = transition.occurrences[0];
  const where = place === undefined ? '' : `   ${basename(place.span.file)}:${place.span.line}`;
  return `${say({ id: lifeline, move: { kind: 'local', next: 0, subject: -1, transition } })}${where}`;
}

function occurrenceWords({ kind, lifelines, peer, label, span }: Occurrence): string {
  const [own = ''] = lifelines;
  const ends =
    kind === 'send'
      ? `${own} ──▶ ${peer ?? ''} `
      : kind === 'receive'
        ? `${own} ◀── ${peer ?? ''} `
        : `${own} ● `;
  return `${ends}${label} (line ${span.line})`;
}

function toJson({ real, tested, choices, coordinated }: Found): unknown {
  const place = ({ span }: Occurrence) => ({ file: span.file, line: span.line, column: span.column });
  const event = ({ lifeline, transition }: Happened) => {
    const { kind, peer, label, occurrences } = transition;
    const [occurrence] = occurrences;
    return {
      kind,
      lifeline,
      ...(peer === null ? {} : { peer }),
      label,
      ...(occurrence && place(occurrence)),
    };
  };
  const said = (one: Occurrence) => ({
    kind: one.kind,
    lifeline: one.lifelines[0],
    ...(one.peer === null ? {} : { peer: one.peer }),
    label: one.label,
    ...place(one),
  });
  const problem = ({ kind, lifeline, missing, run }: Problem) => ({
    kind,
    lifeline,
    ...(kind === 'end' ? { missing: missing.map(said) } : {}),
    run: run.map(event),
  });
  return {
    real,
    complete: tested.complete,
    uncontrollable: tested.uncontrollable.map(problem),
    unobservable: tested.unobservable.map(problem),
    choices: choices.map(({ by, openings, isEnforced }) => ({
      enforced: isEnforced,
      by,
      openings: openings.map(said),
    })),
    coordination:
      coordinated === null || coordinated.messages === null
        ? null
        : {
            least: coordinated.isLeast,
            messages: coordinated.messages.map(({ from, to, side, statement: { span } }) => ({
              from,
              to,
              [side]: { file: span.file, line: span.line, column: span.column },
            })),
          },
  };
}

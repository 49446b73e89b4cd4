import type { DiagnosticName } from '../diagnostics/catalogue.ts';
import { describe } from '../diagnostics/describe.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/span.ts';
import type { Diagram } from './diagram.ts';
import { layOut } from './lay-out.ts';
import type { Manner } from './lay-out-unit.ts';
import { type ParseOptions, parse } from './parse.ts';
import { sayTheSame } from './same-diagram.ts';
import { Source } from './source.ts';

/** A text with its diagrams formatted. */
export interface Formatted {
  readonly text: string;
  /** How many diagrams there are in it. */
  readonly diagrams: number;
  /** The diagrams that are left as they are, with the reason; of a text without diagrams, why it has none. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts the blanks and the line breaks of every diagram of a text in order, and nothing else: no label, no name and no word
 * changes, and the text around the diagrams stays byte for byte. A diagram that would not read the same is left as it is.
 */
export function format(text: string, file: string, options: Pick<ParseOptions, 'includes'> = {}): Formatted {
  const { diagrams, diagnostics } = read(text, file);
  if (diagrams.length === 0) return { text, diagrams: 0, diagnostics };
  const source = new Source(text, file);
  const plans = diagrams.map(
    (diagram): Plan => ({ diagram, manner: 'printed', reason: findObstacle(diagram) }),
  );
  // Whatever does not read the same is put in order with more care, and then not at all.
  for (let round = 0; round < roundsMax; round++) {
    const formatted = carryOut(plans, source);
    const wrong = differing(plans, source.text, formatted, file, options);
    if (wrong.length === 0) return finish(plans, formatted);
    for (const plan of wrong) {
      if (plan.manner === 'printed') plan.manner = 'indented';
      else plan.reason ??= leave(plan.diagram, 'it would not read the same');
    }
  }
  for (const plan of plans) plan.reason ??= leave(plan.diagram, 'it would not read the same');
  return finish(plans, text);
}

/** More rounds than two a diagram are never needed, and this many never happen. */
const roundsMax = 20;

/** What is to be done with a diagram; nothing when there is a reason against it. */
interface Plan {
  readonly diagram: Diagram;
  manner: Manner;
  reason: Diagnostic | null;
}

function finish(plans: readonly Plan[], text: string): Formatted {
  const diagnostics = plans.map(({ reason }) => reason).filter((reason) => reason !== null);
  return { text, diagrams: plans.length, diagnostics };
}

/** As it is written: what the preprocessor makes of a diagram is not what is to be formatted. */
function read(text: string, file: string): ReturnType<typeof parse> {
  return parse(text, file, undefined, { expand: false });
}

/** Without knowing where a fragment or a block ends, nobody can tell what is to be indented. */
const obstacles: readonly DiagnosticName[] = [
  'stray-end',
  'stray-else',
  'unclosed-fragment',
  'unclosed-fragment-tolerated',
  'unclosed-block',
  'too-deep',
];

function findObstacle(diagram: Diagram): Diagnostic | null {
  const found = diagram.diagnostics.find(({ name }) => obstacles.includes(name));
  return found === undefined ? null : leave(diagram, describe(found).message, found.span);
}

function leave(diagram: Diagram, reason: string, span: Span = diagram.span): Diagnostic {
  return diagnose('left-unformatted', { reason }, span);
}

function carryOut(plans: readonly Plan[], source: Source): string {
  const parts: string[] = [];
  let end = 0;
  for (const plan of plans) {
    if (plan.reason !== null) continue;
    const laidOut = layOut(plan.diagram, source, plan.manner);
    if (laidOut === null || laidOut.start < end) {
      plan.reason = leave(plan.diagram, 'not all of it is understood');
      continue;
    }
    parts.push(source.text.slice(end, laidOut.start), laidOut.text);
    end = laidOut.end;
  }
  return parts.join('') + source.text.slice(end);
}

/** The diagrams that do not say the same any more; all when nobody can tell which. */
function differing(
  plans: readonly Plan[],
  text: string,
  formatted: string,
  file: string,
  options: Pick<ParseOptions, 'includes'>,
): readonly Plan[] {
  if (formatted === text) return [];
  const again = read(formatted, file).diagrams;
  const touched = plans.filter(({ reason }) => reason === null);
  if (again.length !== plans.length) return touched;
  const different = plans.filter(({ diagram }, index) => !sayTheSame(diagram, again[index] as Diagram));
  if (different.length > 0) return different.some(({ reason }) => reason !== null) ? touched : different;
  // What the preprocessor makes of it has to stay the same, too.
  if (!/^[ \t]*!/m.test(text)) return [];
  const before = parse(text, file, undefined, options).diagrams;
  const after = parse(formatted, file, undefined, options).diagrams;
  const same = before.every((one, index) => {
    const other = after[index];
    return other !== undefined && sayTheSame(one, other);
  });
  return same && before.length === after.length ? [] : touched;
}

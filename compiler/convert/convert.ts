import { type CompiledDiagram, compile } from '../compile.ts';
import { describe } from '../diagnostics/describe.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import { normaliseLabel } from '../interaction/label.ts';
import { lower } from '../interaction/lower.ts';
import { sameInteraction } from '../interaction/same-interaction.ts';
import type { Diagram, Dialect, Statement } from '../syntax/diagram.ts';
import { printDiagram } from '../syntax/print.ts';
import { Context } from './context.ts';
import { participantOf } from './declare.ts';
import { takeHead } from './head.ts';
import { inlineRefs } from './inline-refs.ts';
import { liftSteps } from './lift-steps.ts';
import { nameLifelines } from './names.ts';
import { spreadTogether } from './spread-together.ts';
import { convertStatements } from './statements.ts';
import { targets } from './targets.ts';

/** A diagram in another language. */
export interface Converted {
  readonly text: string;
  /** The lifelines that are called otherwise there. */
  readonly aliases: ReadonlyMap<string, string>;
  /** What could not be written, or only otherwise, each at its place in the original. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a diagram in another language, construct by construct, with the printer of that language. What is written is compiled
 * again: when it does not mean the same, and no diagnostic says why, a diagnostic says that. `named` are the diagrams that
 * a ref may name.
 */
export function convert(original: Diagram, dialect: Dialect, named: readonly Diagram[] = []): Converted {
  const target = targets[dialect];
  if (dialect === original.dialect)
    return { text: printDiagram(original), aliases: new Map(), diagnostics: [] };
  const library = new Map(named.flatMap((one) => (one.name === null ? [] : [[one.name, one] as const])));
  const { diagram: whole, refs } = inlineRefs(original, library);
  const spread = liftSteps(spreadTogether(whole.statements), original.dialect === 'mermaid');
  const { ofDiagram, statements } = takeHead(spread);
  const diagram = { ...whole, statements };
  const names = nameLifelines(diagram, target);
  const context = new Context(diagram, target, names);
  for (const { label, span } of refs) {
    context.replace(`the ref to "${normaliseLabel(label)}"`, 'the diagram that it names', span);
  }
  const isStrict = ofDiagram.some(({ name, value }) => name === 'order' && value === 'strict');
  const converted = convertStatements(statements, context, {
    isWhole: true,
    isStrict,
    isParallel: false,
    said: null,
  });
  const text = printDiagram({
    ...original,
    dialect,
    diagnostics: [],
    statements: [...headOf(context, ofDiagram, converted), ...converted],
  });
  const found = [...names.diagnostics, ...context.found];
  const lost = found.some((one) => describe(one).severity === 'warning');
  if (!lost && !meansTheSame(text, original, library, names.of)) {
    found.push(diagnose('meaning-differs', { language: target.language }, original.span));
  }
  const aliases = new Map(
    diagram.lifelines.flatMap(({ id }) => (names.isAlias(id) ? [[id, names.of(id)] as const] : [])),
  );
  return { text, aliases, diagnostics: sortDiagnostics(found) };
}

/**
 * What stands above everything: Mermaid's header, directives for the whole diagram above something that carries them, and a
 * declaration where nothing else shows that this is a sequence diagram.
 */
function headOf(
  context: Context,
  directives: readonly Statement[],
  converted: readonly Statement[],
): readonly Statement[] {
  const { diagram, target } = context;
  const { span } = diagram;
  if (target.dialect === 'mermaid') return [...directives, { kind: 'style', text: 'sequenceDiagram', span }];
  const first = converted.find(({ kind }) => kind !== 'comment' && kind !== 'directive');
  const carries = first?.kind === 'participant' || first?.kind === 'title' || first?.kind === 'style';
  const isClear = target.dialect === 'plantuml' || converted.some(isTelling);
  const [lifeline] = diagram.lifelines;
  if (lifeline === undefined || (isClear && (directives.length === 0 || carries))) return directives;
  return [...directives, participantOf(lifeline, lifeline.id, context, span)];
}

/** Whether it is a message or a declaration, or holds one; an arrow with a cross in it may be a word of prose. */
function isTelling(statement: Statement): boolean {
  if (statement.kind === 'message') return !statement.arrow.lost;
  if (statement.kind !== 'fragment') return statement.kind === 'participant';
  return statement.operands.some((operand) => operand.statements.some(isTelling));
}

/** Whether the text compiles to the same interaction, whatever holds its senders. */
function meansTheSame(
  text: string,
  original: Diagram,
  refs: ReadonlyMap<string, Diagram>,
  rename: (id: string) => string,
): boolean {
  // Where nobody takes part, nothing happens, and some languages have no words for that.
  if (original.lifelines.length === 0) return true;
  return (['async', 'blocking'] as const).every((arrows) => {
    const written: readonly CompiledDiagram[] = compile(text, 'converted', { arrows }).diagrams;
    const [only] = written;
    if (only === undefined || written.length > 1) return false;
    return sameInteraction(lower(original, { arrows, refs }), only.interaction, rename);
  });
}

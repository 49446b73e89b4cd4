import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Fragment, Lifeline, Ref, Statement } from '../syntax/diagram.ts';
import { attachDirectives, type Directives } from './directives.ts';
import type { ArrowDiscipline, Interaction } from './interaction.ts';
import { normaliseLabel } from './label.ts';
import { describeBounds, type LoopBounds, loopBounds } from './loop-bounds.ts';
import { drawnMessages, type Lowering, lowerMessage, occur } from './lower-message.ts';
import { type Term, Terms } from './term.ts';

export interface LowerOptions {
  readonly arrows: ArrowDiscipline;
  /** The diagrams that a ref may name, by name. */
  readonly refs: ReadonlyMap<string, Diagram>;
}

/** Turns a diagram into its meaning: each drawn arrow into occurrences, each fragment into a term. */
export function lower(diagram: Diagram, options: LowerOptions): Interaction {
  const lifelines = collectLifelines(diagram, options.refs, [diagram]);
  const messages = drawnMessages(diagram.statements);
  const lowering: Lowering = {
    terms: new Terms(lifelines.map(({ id }) => id)),
    arrows: options.arrows,
    refs: options.refs,
    numbers: new Map(messages.map(({ statement, number }) => [statement, number])),
    occurrences: [],
    forbidden: [],
    diagnostics: [],
    inlining: [diagram],
    inNeg: false,
  };
  const { terms, occurrences, forbidden, diagnostics } = lowering;
  const root = lowerDiagram(lowering, diagram);
  return { lifelines, messages, occurrences, root, terms, forbidden, diagnostics };
}

/** Those of the diagram, then those that only the diagrams it refers to have. */
function collectLifelines(
  diagram: Diagram,
  refs: ReadonlyMap<string, Diagram>,
  path: readonly Diagram[],
): readonly Lifeline[] {
  const found = new Map(diagram.lifelines.map((lifeline) => [lifeline.id, lifeline]));
  for (const ref of refsIn(diagram.statements)) {
    const inner = refs.get(normaliseLabel(ref.label));
    if (inner === undefined || path.includes(inner)) continue;
    for (const lifeline of collectLifelines(inner, refs, [...path, inner])) {
      if (!found.has(lifeline.id)) found.set(lifeline.id, lifeline);
    }
  }
  return [...found.values()];
}

function refsIn(statements: readonly Statement[]): readonly Ref[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'ref') return [statement];
    if (statement.kind !== 'fragment') return [];
    return statement.operands.flatMap((operand) => refsIn(operand.statements));
  });
}

function lowerDiagram(lowering: Lowering, diagram: Diagram): Term {
  const { order } = attachDirectives(diagram.statements).ofDiagram;
  return lowerStatements(lowering, diagram.statements, lowering.terms.empty, order);
}

type Order = Directives['order'];

/** The statements, and then `after`. A break inside replaces everything behind it, `after` included. */
function lowerStatements(
  lowering: Lowering,
  statements: readonly Statement[],
  after: Term,
  order: Order,
): Term {
  const { terms } = lowering;
  const { attached, diagnostics } = attachDirectives(statements);
  lowering.diagnostics.push(...diagnostics);
  // Occurrences are numbered in text order, so the statements are lowered forwards and put together backwards.
  const parts = attached.map(({ statement, directives }) =>
    lowerStatement(lowering, statement, directives, order),
  );
  return parts.reduceRight((rest, part) => part(rest), after);

  function lowerStatement(
    context: Lowering,
    statement: Statement,
    directives: Directives,
    within: Order,
  ): (rest: Term) => Term {
    const join = within === 'strict' ? terms.strict.bind(terms) : terms.sequence.bind(terms);
    const alone = (term: Term) => (rest: Term) => join(term, rest);
    switch (statement.kind) {
      case 'message':
        return alone(lowerMessage(context, statement));
      case 'ref':
        return alone(lowerRef(context, statement));
      case 'fragment':
        return lowerFragment(context, statement, directives, within, alone);
      case 'participant':
      case 'note':
      case 'activation':
      case 'title':
      case 'divider':
      case 'delay':
      case 'directive':
      case 'comment':
      case 'style':
      case 'unknown':
        return (rest) => rest;
    }
  }
}

/** What a fragment makes of everything drawn after it in the same operand. */
function lowerFragment(
  lowering: Lowering,
  fragment: Fragment,
  directives: Directives,
  within: Order,
  alone: (term: Term) => (rest: Term) => Term,
): (rest: Term) => Term {
  const { terms } = lowering;
  const inner: Order = directives.order ?? 'weak';
  const operands = (context: Lowering = lowering): readonly Term[] =>
    fragment.operands.map(({ statements }) => lowerStatements(context, statements, terms.empty, inner));
  switch (fragment.operator) {
    case 'alt':
      return alone(terms.choice(...operands()));
    case 'opt':
      return alone(terms.choice(terms.empty, ...operands()));
    case 'par':
      return alone(terms.parallel(...operands()));
    case 'critical':
      return alone(terms.critical(terms.sequence(...operands())));
    case 'strict':
      return alone(
        terms.strict(
          ...fragment.operands.map(({ statements }) =>
            lowerStatements(lowering, statements, terms.empty, 'strict'),
          ),
        ),
      );
    case 'break': {
      const content = terms.sequence(...operands());
      return (rest) => terms.choice(content, rest);
    }
    case 'loop': {
      const bounds = directives.loop ?? boundsOf(lowering, fragment);
      const body = fragment.operands.reduceRight<Term>(
        (rest, { statements }) => lowerStatements(lowering, statements, rest, inner),
        terms.again,
      );
      return alone(terms.loop(body, bounds.min, bounds.max));
    }
    case 'neg': {
      operands({ ...lowering, inNeg: true });
      return (rest) => rest;
    }
    case 'ignore':
    case 'consider':
      lowering.diagnostics.push(
        diagnose(
          'unsupported-construct',
          { construct: `the label filter of \`${fragment.keyword}\`` },
          fragment.headSpan,
        ),
      );
      return lowerContent();
    case 'group':
    case 'seq':
    case 'assert':
    case 'region':
    case 'expandable':
    case 'rect':
    case 'box':
      return fragment.operands.length > 1 ? alone(terms.choice(...operands())) : lowerContent();
  }

  /** A break looks through a fragment that is only its content, unless the order inside is another than around it. */
  function lowerContent(): (rest: Term) => Term {
    if (directives.order !== null && directives.order !== within) return alone(terms.sequence(...operands()));
    const parts = fragment.operands.map(({ statements }) => deferred(lowering, statements, within));
    return (rest) => parts.reduceRight((behind, part) => part(behind), rest);
  }
}

/** Lowers the statements now, in text order, and puts them before their rest later. */
function deferred(lowering: Lowering, statements: readonly Statement[], order: Order): (rest: Term) => Term {
  // The rest is not known yet; `again` stands for it and is replaced, as in a loop.
  const { terms } = lowering;
  const term = lowerStatements(lowering, statements, terms.again, order);
  return (rest) => terms.replaceAgain(term, rest);
}

function boundsOf(lowering: Lowering, fragment: Fragment): LoopBounds {
  const label = fragment.operands[0]?.label ?? '';
  const bounds = loopBounds(label);
  lowering.diagnostics.push(
    diagnose('loop-bounds', { label, bounds: describeBounds(bounds) }, fragment.headSpan),
  );
  return bounds;
}

/** A ref is the diagram that it names, or one joint occurrence of its lifelines. */
function lowerRef(lowering: Lowering, ref: Ref): Term {
  const label = normaliseLabel(ref.label);
  const named = lowering.refs.get(label);
  if (named !== undefined && lowering.inlining.includes(named)) {
    lowering.diagnostics.push(diagnose('recursive-ref', { label }, ref.span));
    return lowering.terms.empty;
  }
  if (named !== undefined) {
    return lowerDiagram({ ...lowering, numbers: new Map(), inlining: [...lowering.inlining, named] }, named);
  }
  lowering.diagnostics.push(diagnose('unresolved-ref', { label }, ref.span));
  if (ref.lifelines.length === 0) return lowering.terms.empty;
  return occur(lowering, {
    kind: 'ref',
    lifelines: [...new Set(ref.lifelines)],
    peer: null,
    label,
    transmission: null,
    message: null,
    holds: null,
    lost: false,
    span: ref.span,
  });
}

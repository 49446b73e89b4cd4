import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Directives } from '../directives/directives.ts';
import { type DiagramDirectives, readDirectives } from '../directives/read-directives.ts';
import type { StatedInvariant } from '../invariants/invariant.ts';
import type { Diagram, Fragment, Lifeline, Operand, Ref, Statement } from '../syntax/diagram.ts';
import { lowerAnnotated, withGuard } from './annotate.ts';
import type { ArrowDiscipline, Interaction } from './interaction.ts';
import { normaliseLabel } from './label.ts';
import { describeBounds, type LoopBounds, loopBounds } from './loop-bounds.ts';
import { lowerFiltered } from './lower-filter.ts';
import { drawnMessages, type Lowering, occur } from './lower-message.ts';
import { lowerTimings } from './lower-timing.ts';
import { type Term, Terms } from './term.ts';
import { together } from './together.ts';

export interface LowerOptions {
  readonly arrows: ArrowDiscipline;
  /** The diagrams that a ref may name, by name. */
  readonly refs: ReadonlyMap<string, Diagram>;
}

/** Turns a diagram into its meaning: each drawn arrow into occurrences, each fragment into a term. */
export function lower(diagram: Diagram, options: LowerOptions): Interaction {
  const lifelines = collectLifelines(diagram, options.refs, [diagram]);
  const messages = drawnMessages(diagram.statements);
  const directives = readDirectives(diagram);
  const lowering: Lowering = {
    terms: new Terms(lifelines.map(({ id }) => id)),
    arrows: options.arrows,
    refs: options.refs,
    numbers: new Map(messages.map(({ statement, number }) => [statement, number])),
    occurrences: [],
    forbidden: [],
    directives,
    annotations: { timeouts: [], payloads: [], faults: [], guards: [] },
    timings: [],
    diagnostics: [...directives.diagnostics],
    inlining: [diagram],
    inNeg: false,
  };
  const { terms, occurrences, forbidden, timings, diagnostics } = lowering;
  const root = lowerDiagram(lowering, diagram);
  const annotations = {
    ...lowering.annotations,
    real: directives.ofDiagram.real?.value ?? null,
    invariants: invariantsIn(directives),
  };
  return { lifelines, messages, occurrences, root, terms, forbidden, annotations, timings, diagnostics };
}

/** They speak of the whole diagram, wherever they stand in it. */
function invariantsIn({ ofDiagram, above }: DiagramDirectives): readonly StatedInvariant[] {
  return [ofDiagram, ...above.values()].flatMap(({ invariant }) => invariant?.value ?? []);
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
  const order = lowering.directives.ofDiagram.order?.value ?? null;
  const first = lowering.occurrences.length;
  const term = lowerStatements(lowering, diagram.statements, lowering.terms.empty, order);
  lowerTimings(lowering, diagram, first);
  return term;
}

type Order = 'strict' | 'weak' | null;

/** What a statement is to all that is drawn behind it in the same operand: it comes before that, or may come instead. */
type Placed =
  | { readonly kind: 'before'; readonly put: (rest: Term) => Term }
  | { readonly kind: 'instead'; readonly content: Term };

/** What constrains nothing. */
const nothing: Placed = { kind: 'before', put: (rest) => rest };

/** The statements, and then `after`. A break inside replaces everything behind it, `after` included. */
function lowerStatements(
  lowering: Lowering,
  statements: readonly Statement[],
  after: Term,
  order: Order,
): Term {
  const { terms } = lowering;
  // Occurrences are numbered in text order, so the statements are lowered forwards and put together backwards.
  const { groups, alone } = together(statements);
  for (const span of alone) lowering.diagnostics.push(diagnose('nothing-parallel', {}, span));
  const parts = groups.map((group): Placed => {
    const members = group.map((statement) =>
      lowerStatement(lowering, statement, saidOf(lowering, statement), order),
    );
    const [only, ...others] = members;
    if (only !== undefined && others.length === 0) return only;
    const atOnce = terms.parallel(...members.map((member) => putAll(terms, [member], terms.empty)));
    return {
      kind: 'before',
      put: (rest) => (order === 'strict' ? terms.strict(atOnce, rest) : terms.sequence(atOnce, rest)),
    };
  });
  return putAll(terms, parts, after);

  function lowerStatement(
    context: Lowering,
    statement: Statement,
    directives: Directives,
    within: Order,
  ): Placed {
    const join = within === 'strict' ? terms.strict.bind(terms) : terms.sequence.bind(terms);
    const alone = (term: Term): Placed => ({ kind: 'before', put: (rest) => join(term, rest) });
    switch (statement.kind) {
      case 'message':
        return alone(lowerAnnotated(context, statement, directives));
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
      case 'timing':
      case 'directive':
      case 'comment':
      case 'prose':
      case 'class':
      case 'links':
      case 'style':
      case 'unknown':
        return nothing;
    }
  }
}

/** The statements in their order, and then `after`. Breaks one below the other are one choice, however many there are. */
function putAll(terms: Terms, parts: readonly Placed[], after: Term): Term {
  const orRest = (instead: readonly Term[], rest: Term): Term =>
    instead.length === 0 ? rest : terms.choice(...instead, rest);
  let rest = after;
  let instead: Term[] = [];
  for (const part of parts.toReversed()) {
    if (part === nothing) continue;
    if (part.kind === 'instead') instead.push(part.content);
    else {
      rest = part.put(orRest(instead, rest));
      instead = [];
    }
  }
  return orRest(instead, rest);
}

function saidOf({ directives }: Lowering, target: Statement | Operand): Directives {
  return directives.above.get(target) ?? {};
}

/** What a fragment is to everything drawn behind it in the same operand. */
function lowerFragment(
  lowering: Lowering,
  fragment: Fragment,
  directives: Directives,
  within: Order,
  alone: (term: Term) => Placed,
): Placed {
  const { terms } = lowering;
  const inner: Order = directives.order?.value ?? 'weak';
  const inOperand = <Made>(operand: Operand, make: () => Made): Made => {
    const isFirst = operand === fragment.operands[0];
    return withGuard(lowering, isFirst ? directives.when : saidOf(lowering, operand).when, make);
  };
  const operands = (context: Lowering = lowering): readonly Term[] =>
    fragment.operands.map((operand) =>
      inOperand(operand, () => lowerStatements(context, operand.statements, terms.empty, inner)),
    );
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
    case 'break':
      return { kind: 'instead', content: terms.sequence(...operands()) };
    case 'loop': {
      const bounds = directives.loop?.value ?? boundsOf(lowering, fragment);
      const body = fragment.operands.reduceRight<Term>(
        (rest, operand) =>
          inOperand(operand, () => lowerStatements(lowering, operand.statements, rest, inner)),
        terms.again,
      );
      return alone(terms.loop(body, bounds.min, bounds.max));
    }
    case 'neg': {
      operands({ ...lowering, inNeg: true });
      return nothing;
    }
    case 'ignore':
    case 'consider':
      return alone(lowerFiltered(lowering, fragment, fragment.operator, () => terms.sequence(...operands())));
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
  function lowerContent(): Placed {
    if (directives.order !== undefined && inner !== within) return alone(terms.sequence(...operands()));
    const parts = fragment.operands.map((operand) =>
      inOperand(operand, () => deferred(lowering, operand.statements, within)),
    );
    return { kind: 'before', put: (rest) => parts.reduceRight((behind, part) => part(behind), rest) };
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
    const directives = readDirectives(named);
    const inlining = [...lowering.inlining, named];
    return lowerDiagram({ ...lowering, directives, numbers: new Map(), inlining }, named);
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

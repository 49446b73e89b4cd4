import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Fragment, Statement } from '../syntax/diagram.ts';
import { type LabelFilter, leavesFree, readLabelFilter } from './label-filter.ts';
import type { Lowering } from './lower-message.ts';
import type { Term } from './term.ts';

/**
 * `ignore {a}`, `consider {a}`: the content, and besides it events that the filter leaves free on the lifelines that the
 * fragment covers. Without a list of labels it is its content.
 */
export function lowerFiltered(
  lowering: Lowering,
  fragment: Fragment,
  kind: LabelFilter['kind'],
  lowerContent: () => Term,
): Term {
  const { terms, diagnostics, occurrences } = lowering;
  // In PlantUML the operator is the name of a group, and the list stands behind it.
  const label = fragment.operands[0]?.label ?? '';
  const list = fragment.keyword.toLowerCase() === kind ? label : label.slice(kind.length);
  const filter = readLabelFilter(kind, list);
  const first = occurrences.length;
  const content = lowerContent();
  if (filter === null) {
    diagnostics.push(diagnose('label-filter-unreadable', { keyword: kind }, fragment.headSpan));
    return content;
  }
  const contradicting = occurrences
    .slice(first)
    .filter(({ label: drawn, kind: what }) => what !== 'ref' && drawn !== '' && leavesFree(filter, drawn));
  if (contradicting.length > 0) {
    const labels = [...new Set(contradicting.map((occurrence) => occurrence.label))];
    const spans = new Map(
      contradicting.map(({ span }) => [`${span.file}:${span.line}:${span.column}`, span]),
    );
    const related = [...spans.values()].map((span) => ({ span, message: 'drawn here' }));
    diagnostics.push(diagnose('filtered-yet-drawn', { keyword: kind, labels }, fragment.headSpan, related));
  }
  const named = namedIn(fragment.operands.flatMap(({ statements }) => statements));
  const covered = content.acts | terms.set([...named].filter((id) => terms.has(id)));
  return terms.filtered(content, filter, covered);
}

/** Every lifeline that is named: as an end of a message, in a ref, in a note, by an activation. */
function namedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const named = new Set<string>();
  const waiting = [...statements];
  for (let statement = waiting.pop(); statement !== undefined; statement = waiting.pop()) {
    if (statement.kind === 'fragment') {
      for (const operand of statement.operands) for (const inner of operand.statements) waiting.push(inner);
    } else for (const id of lifelinesOf(statement)) named.add(id);
  }
  return named;
}

function lifelinesOf(statement: Exclude<Statement, Fragment>): readonly string[] {
  if (statement.kind === 'message') {
    const ends = [statement.from, statement.to, ...statement.alsoTo];
    return ends.flatMap((end) => (end.kind === 'lifeline' ? [end.id] : []));
  }
  if (statement.kind === 'ref' || statement.kind === 'note') return statement.lifelines;
  return statement.kind === 'activation' ? [statement.id] : [];
}

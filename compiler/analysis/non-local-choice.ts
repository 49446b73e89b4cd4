import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import { together } from '../interaction/together.ts';
import type { Diagram, Fragment, Message, Statement } from '../syntax/diagram.ts';

/**
 * Alternatives that begin on different lifelines: each of these may begin its own, as none knows what the others have chosen
 * (Ben-Abdallah, Leue, "Syntactic detection of process divergence and non-local choice in message sequence charts", 1997). One
 * finding a fragment, for the first two that can go apart.
 */
export function reportNonLocalChoice({ statements }: Diagram): readonly Diagnostic[] {
  return statements.flatMap(within);
}

function within(statement: Statement): readonly Diagnostic[] {
  if (statement.kind !== 'fragment' || statement.operator === 'neg') return [];
  const inner = statement.operands.flatMap((operand) => operand.statements.flatMap(within));
  const conflict = isChoice(statement) ? conflictIn(statement) : null;
  if (conflict === null) return inner;
  const [first, second] = conflict;
  const args = {
    first: first.lifeline,
    second: second.lifeline,
    labels: [normaliseLabel(first.message.label), normaliseLabel(second.message.label)] as const,
  };
  const related = [
    { span: first.message.span, message: `"${first.lifeline}" begins this alternative` },
    { span: second.message.span, message: `"${second.lifeline}" begins this one` },
  ];
  return [diagnose('non-local-choice', args, statement.headSpan, related), ...inner];
}

function isChoice({ operator, operands }: Fragment): boolean {
  return operands.length > 1 && (operator === 'alt' || operator === 'group');
}

/** What a lifeline does in an alternative before it has received anything there. */
interface Beginning {
  readonly lifeline: string;
  readonly message: Message;
  readonly operand: number;
  /** What it is, for those that do the same in several alternatives. */
  readonly key: string;
}

/** Two beginnings of different lifelines that no alternative has both of. */
function conflictIn({ operands }: Fragment): readonly [Beginning, Beginning] | null {
  const all = operands.flatMap(({ statements }, operand) => beginnings(statements, operand));
  const alike = [...Map.groupBy(all, ({ key }) => key).values()].map((same) => ({
    lifeline: same[0]?.lifeline,
    beginning: same[0],
    operands: new Set(same.map(({ operand }) => operand)),
  }));
  for (const one of alike) {
    // Where one alternative has both, both may begin.
    const other = alike.find(
      ({ lifeline, operands: there }) =>
        lifeline !== one.lifeline && ![...one.operands].some((operand) => there.has(operand)),
    );
    if (one.beginning !== undefined && other?.beginning !== undefined)
      return [one.beginning, other.beginning];
  }
  return null;
}

function beginnings(statements: readonly Statement[], operand: number): readonly Beginning[] {
  const involved = new Set<string>();
  const found: Beginning[] = [];
  visit(statements, involved);
  return found;

  /** `known` are the lifelines that something has happened on. */
  function visit(all: readonly Statement[], known: Set<string>): void {
    for (const group of together(all).groups) {
      // What is drawn at the same time begins at the same time.
      const each = group.flatMap((statement) => partsOf(statement, known));
      for (const id of each.flatMap((inside) => [...inside])) known.add(id);
    }
  }

  /** What is known behind each part of a statement, all of which begin where the statement does. */
  function partsOf(statement: Statement, known: ReadonlySet<string>): readonly ReadonlySet<string>[] {
    const inside = new Set(known);
    if (statement.kind === 'ref') for (const id of statement.lifelines) inside.add(id);
    if (statement.kind === 'message' && !statement.arrow.hidden) take(statement, inside);
    if (statement.kind !== 'fragment') return [inside];
    if (statement.operator === 'neg') return [known];
    return statement.operands.map((operand) => {
      const behind = new Set(known);
      visit(operand.statements, behind);
      return behind;
    });
  }

  function take(message: Message, known: Set<string>): void {
    const { from, to, alsoTo, arrow, label } = message;
    const ends = [from, to, ...alsoTo].flatMap((end) => (end.kind === 'lifeline' ? [end.id] : []));
    const senders = arrow.bidirectional ? ends : from.kind === 'lifeline' ? [from.id] : [];
    for (const lifeline of new Set(senders)) {
      if (known.has(lifeline)) continue;
      const receivers = ends.filter((id) => id !== lifeline).toSorted();
      const what = [lifeline, receivers, to.kind, arrow.lost, normaliseLabel(label)];
      found.push({ lifeline, message, operand, key: JSON.stringify(what) });
    }
    // What is lost happens to its sender alone.
    for (const id of arrow.lost ? senders : ends) known.add(id);
  }
}

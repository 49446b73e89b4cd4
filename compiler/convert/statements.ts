import type { Fragment, Message, Statement } from '../syntax/diagram.ts';
import type { Context } from './context.ts';
import { declare, participantOf } from './declare.ts';
import { convertFragment, type Place } from './fragment.ts';
import { convertActivation } from './lifecycle.ts';
import { type Made, made } from './made.ts';
import { convertMessage } from './message.ts';
import { convertNote } from './note.ts';
import { convertStyle } from './style.ts';

/** The statements in the words of the target, in the same order. */
export function convertStatements(
  statements: readonly Statement[],
  context: Context,
  place: Place,
): Statement[] {
  const written: Statement[] = [];
  // Directives and comments stay directly above what they stand above.
  let waiting: Statement[] = [];
  let last: Message | null = null;
  for (const [index, statement] of statements.entries()) {
    const remark = convertRemark(statement, context);
    if (remark !== null) {
      for (const one of remark) waiting.push(one);
      continue;
    }
    const rest = breakRest(statement, statements.slice(index + 1), context, place);
    const { before, main, after } =
      rest === null ? convert(statement, context, { ...place, said: orderIn(waiting) }, last) : made(...rest);
    for (const one of before) written.push(one);
    // What a directive speaks of may be gone.
    const kept = main.length > 0 ? waiting : waiting.filter(speaksOfMore);
    for (const one of [...kept, ...main, ...after]) written.push(one);
    waiting = [];
    if (rest !== null) return written;
    if (statement.kind === 'message') last = statement;
  }
  return [...written, ...waiting];
}

/** Whether a line says something beside what it stands above. */
function speaksOfMore(statement: Statement): boolean {
  return statement.kind !== 'directive' || statement.name === 'invariant';
}

/** The order that directives above a fragment ask for. */
function orderIn(directives: readonly Statement[]): Place['said'] {
  const found = directives.find((one) => one.kind === 'directive' && one.name === 'order');
  if (found?.kind !== 'directive') return null;
  return found.value === 'strict' ? 'strict' : 'weak';
}

/** Comments and directives, and lines that nobody can read, which become comments. */
function convertRemark(statement: Statement, context: Context): Statement[] | null {
  const mark = { plantuml: "'", wsd: '#', sdo: '//', mermaid: '%%' }[context.target.dialect];
  const comment = (text: string): Statement => {
    const words = text.trim();
    return { kind: 'comment', text: words === '' ? mark : `${mark} ${words}`, span: statement.span };
  };
  switch (statement.kind) {
    case 'directive':
      return [statement];
    case 'comment':
      return statement.text
        .replace(/^\/'|'\/$/g, '')
        .split('\n')
        .map((row) => comment(row.replace(/^\s*(?:'|%%|\/\/|#)/, '')));
    case 'prose':
      return statement.text.split('\n').map(comment);
    case 'unknown':
      context.replace('a line that nobody can read', 'a comment', statement.span);
      return statement.text.split('\n').map(comment);
    case 'message':
    case 'fragment':
    case 'participant':
    case 'note':
    case 'activation':
    case 'ref':
    case 'title':
    case 'divider':
    case 'delay':
    case 'timing':
    case 'class':
    case 'links':
    case 'style':
      return null;
  }
}

/** Without a `break`, an `alt` says the same: its content, or else the rest. Null when that is not to be done. */
function breakRest(
  statement: Statement,
  rest: readonly Statement[],
  context: Context,
  place: Place,
): Statement[] | null {
  if (statement.kind !== 'fragment' || statement.operator !== 'break') return null;
  if (context.target.keywords.break !== undefined || !place.isWhole || place.isStrict) return null;
  const { span, operands } = statement;
  context.replace('the `break`', 'an `alt` that holds in its `else` what is drawn behind', span);
  const alt: Fragment = {
    ...statement,
    operator: 'alt',
    keyword: 'alt',
    operands: [
      {
        label: operands[0]?.label ?? '',
        decoration: '',
        statements: operands.flatMap((operand) => operand.statements),
        span,
      },
      { label: '', decoration: '', statements: rest, span },
    ],
  };
  const { main } = convertFragment(alt, context, place, (inner, where) =>
    convertStatements(inner, context, where),
  );
  return [...main];
}

function convert(statement: Statement, context: Context, place: Place, last: Message | null): Made {
  const { target } = context;
  const { span } = statement;
  switch (statement.kind) {
    case 'message':
      return convertMessage(statement, context);
    case 'fragment':
      return convertFragment(statement, context, place, (inner, where) =>
        convertStatements(inner, context, where),
      );
    case 'participant': {
      const { id, decoration } = statement;
      if (target.dialect === 'mermaid' && context.created.has(id)) return made();
      const own = decoration.replace(/\border\s+-?\d+|^create\b|@\{[^}]*\}/gi, '').trim();
      context.undecorate(own, 'a participant', span);
      if (context.appeared.has(id) && context.names.isAlias(id)) return made();
      context.appeared.add(id);
      return made({ ...participantOf(context.lifeline(id), id, context, span), span });
    }
    case 'note':
      return convertNote(statement, context, last);
    case 'activation':
      return convertActivation(statement, context);
    case 'ref': {
      const { lifelines, label, decoration } = statement;
      context.undecorate(decoration, 'a ref', span);
      const before = declare(lifelines, context, span);
      const text = context.text(label, span);
      if (target.hasRef) {
        const names = lifelines.map((id) => context.names.of(id));
        return {
          before,
          main: [{ ...statement, lifelines: names, label: text, parallel: false, decoration: '' }],
          after: [],
        };
      }
      context.lose('the `ref`', 'a note stands in its place', span);
      return { before, main: [context.note(lifelines, `ref: ${text}`, span)], after: [] };
    }
    case 'title':
      return made({ ...statement, text: context.text(statement.text, span) });
    case 'divider':
      context.undecorate(statement.decoration, 'a divider', span);
      if (target.hasDivider)
        return made({ ...statement, text: context.text(statement.text, span), decoration: '' });
      return noteInstead('a divider', `== ${context.text(statement.text, span)} ==`);
    case 'delay':
      if (target.hasDelay) return made({ ...statement, text: context.text(statement.text, span) });
      return noteInstead('a delay', `...${context.text(statement.text, span)}...`);
    case 'timing':
      context.lose('the time between two anchors', 'it is not written', span);
      return made();
    case 'class':
      context.lose('a type of payloads', 'it is not written', span);
      return made();
    case 'links':
      context.leaveOut(`the \`${statement.keyword}\` of "${statement.id}"`, span);
      return made();
    case 'style':
      return convertStyle(statement, context);
    case 'directive':
    case 'comment':
    case 'prose':
    case 'unknown':
      return made();
  }

  /** A note over all lifelines that there are by now. */
  function noteInstead(construct: string, text: string): Made {
    context.replace(construct, 'a note', span);
    const over = context.diagram.lifelines.map(({ id }) => id).filter((id) => context.appeared.has(id));
    return over.length === 0 ? made() : made(context.note(over, text, span));
  }
}

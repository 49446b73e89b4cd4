import type { Fragment, FragmentOperator, Operand, Statement } from '../syntax/diagram.ts';
import { printDiagram } from '../syntax/print.ts';
import type { Context } from './context.ts';
import { declare } from './declare.ts';
import { isBreak } from './inline-refs.ts';
import { appearing } from './lifecycle.ts';
import { type Made, made } from './made.ts';

/** Where a list of statements stands. */
export interface Place {
  /** Whether a break in it skips nothing but the rest of it: it is a whole diagram, or an operand that a break does not look through. */
  readonly isWhole: boolean;
  readonly isStrict: boolean;
  /** The order that a directive above it asks for. */
  readonly said: 'strict' | 'weak' | null;
  readonly isParallel: boolean;
}

type NamedOperator = Extract<FragmentOperator, 'seq' | 'assert' | 'strict' | 'neg' | 'ignore' | 'consider'>;

type ConvertStatements = (statements: readonly Statement[], place: Place) => Statement[];

/** A combined fragment by its keyword in the target, or as another one that means the same. */
export function convertFragment(
  fragment: Fragment,
  context: Context,
  place: Place,
  convert: ConvertStatements,
): Made {
  const { target } = context;
  const { operator, operands, headSpan: span } = fragment;
  const before = new Set(context.appeared);
  const whole: Place = {
    isWhole: true,
    isStrict: operator === 'strict' || place.said === 'strict',
    isParallel: place.isParallel,
    said: null,
  };
  /** Of what is only its content. */
  const through: Place = {
    ...whole,
    isWhole: false,
    isStrict: place.said === null ? place.isStrict : whole.isStrict,
  };
  context.undecorate(fragment.decoration.replace(/^transparent$/i, ''), `the \`${fragment.keyword}\``, span);
  switch (operator) {
    case 'box':
      return convertBox();
    case 'alt':
      return made(write('alt', operands, whole));
    case 'par':
      return made(write('par', operands, { ...whole, isParallel: true }));
    case 'opt': {
      if (operands.length === 1) return made(write('opt', operands, whole));
      const nothing: Operand = { label: '', decoration: '', statements: [], span };
      context.replace('the `opt` with several operands', 'an `alt` with an empty one', span);
      return made(write('alt', [...operands, nothing], whole));
    }
    case 'loop':
      return made(write('loop', [joined()], { ...whole, isWhole: false }));
    case 'break':
      if (target.keywords.break !== undefined) return made(write('break', [joined()], whole));
      context.lose(
        'the `break`',
        'an `opt` stands in its place, and what is drawn behind it happens all the same',
        span,
      );
      return made(write('opt', [joined()], whole));
    case 'critical': {
      if (target.keywords.critical !== undefined) return made(write('critical', [joined()], whole));
      if (place.isParallel) context.lose('the `critical` inside a `par`', 'others may come between', span);
      else context.replace('the `critical`', 'its content, which nothing is parallel to', span);
      // A break ends only the region, and would look through a group, as a strict order around it would.
      if (place.isStrict || operands.some((operand) => operand.statements.some(isBreak)))
        return made(write('alt', [joined()], whole));
      return made(...frame(`critical ${operands[0]?.label ?? ''}`, [joined()], whole));
    }
    case 'group':
    case 'region':
    case 'expandable':
    case 'rect':
      return made(...contentOf());
    case 'seq':
    case 'assert':
    case 'strict':
    case 'neg':
    case 'ignore':
    case 'consider':
      return made(...convertNamed(operator));
  }

  function write(kind: FragmentOperator, parts: readonly Operand[], inner: Place, label?: string): Fragment {
    return {
      ...fragment,
      operator: kind,
      keyword: target.keywords[kind] ?? kind,
      operands: parts.map((operand, index) => {
        if (index > 0) context.undecorate(operand.decoration, 'the `else`', operand.span);
        const written = index === 0 && label !== undefined ? label : operand.label;
        return {
          label: guard(context.text(written, operand.span)),
          decoration: '',
          statements: convert(operand.statements, inner),
          span: operand.span,
        };
      }),
      parallel: false,
      decoration: '',
    };
  }

  /** All operands in one, for fragments that an `else` only draws a line through. */
  function joined(): Operand {
    const [first] = operands;
    const statements = operands.flatMap((operand) => operand.statements);
    return { label: first?.label ?? '', decoration: '', statements, span: first?.span ?? span };
  }

  /** What is only its content; with an `else` it is a choice. */
  function contentOf(): readonly Statement[] {
    const label = operands[0]?.label ?? '';
    if (operands.length > 1) {
      if (target.dialect === 'plantuml') return [write('group', operands, whole)];
      context.replace(`the \`${fragment.keyword}\` with an \`else\``, 'an `alt`', span);
      return [write('alt', operands, whole)];
    }
    if (target.keywords[operator] !== undefined && operator !== 'group') {
      return [write(operator, operands, through)];
    }
    if (operator !== 'group' && operator !== 'rect')
      context.replace(`the \`${fragment.keyword}\``, `a \`${target.keywords.group}\``, span);
    return frame(label, operands, through);
  }

  /** A group with that label. Mermaid's has none, so a note says it. */
  function frame(label: string, parts: readonly Operand[], inner: Place): readonly Statement[] {
    // Some names make a group mean more than its content.
    const safe = /^(?:neg\b|(?:strict|seq|assert)$|(?:ignore|consider)\s*\{)/i.test(label)
      ? `(${label})`
      : label.trim();
    const written = write('group', parts, inner, safe);
    if (target.dialect !== 'mermaid') return [written];
    const [operand] = written.operands;
    if (operand === undefined) return [written];
    const statements = [...titled(operand.label), ...operand.statements];
    return [
      {
        ...written,
        operator: 'rect',
        decoration: 'rgba(0, 0, 0, 0.05)',
        operands: [{ ...operand, label: '', statements }],
      },
    ];
  }

  /** The operators that PlantUML and WebSequenceDiagrams have as names of groups, and Mermaid not at all. */
  function convertNamed(kind: NamedOperator): readonly Statement[] {
    const label = (operands[0]?.label ?? '').trim();
    const isGroup = /^(?:group|partition)$/i.test(fragment.keyword);
    const rest = isGroup ? label.slice(kind.length).trim() : label;
    const first = { ...joined(), label: rest };
    const inner = kind === 'seq' || kind === 'assert' ? through : whole;
    if (target.keywords[kind] !== undefined) return [write(kind, [first], inner)];
    if (target.dialect === 'mermaid') return inMermaid(kind, first, inner);
    const isBare = kind === 'strict' || kind === 'seq' || kind === 'assert';
    if (isBare && rest !== '') context.leaveOut(`the label of the \`${kind}\``, span);
    const braces = kind === 'ignore' || kind === 'consider';
    const filter = braces && !rest.startsWith('{') ? `{${rest}}` : rest;
    const group = write('group', [first], inner, isBare ? kind : `${kind} ${filter}`);
    return [{ ...group, operator: kind, keyword: 'group' }];
  }

  function inMermaid(kind: NamedOperator, content: Operand, inner: Place): readonly Statement[] {
    const title = `${kind} ${content.label}`;
    switch (kind) {
      case 'strict': {
        context.replace('the `strict`', 'a `rect` below a directive', span);
        const order: Statement = {
          kind: 'directive',
          name: 'order',
          value: 'strict',
          span,
          valueSpan: null,
        };
        // A break would look through a strict order in another one.
        if (place.isStrict && content.statements.some(isBreak))
          return [order, write('alt', [content], inner)];
        return [order, ...frame(`(${title.trim()})`, [content], inner)];
      }
      case 'neg': {
        context.lose('the `neg`', 'what must not happen is left to a note and comments', span);
        return [...titled(`${context.text(title, span)}: must not happen`), ...commented(content, inner)];
      }
      case 'ignore':
      case 'consider':
        context.lose(`\`${title}\``, 'no label is free to happen anywhere', span);
        return frame(`(${title})`, [content], inner);
      case 'seq':
      case 'assert':
        context.replace(`the \`${kind}\``, 'a `rect`', span);
        return frame(`(${title.trim()})`, [content], inner);
    }
  }

  /** What an operand holds, as comments. */
  function commented({ statements }: Operand, inner: Place): readonly Statement[] {
    const content = { ...context.diagram, dialect: target.dialect, statements: convert(statements, inner) };
    const lines = printDiagram(content).trimEnd().split('\n');
    return lines.map((row): Statement => ({ kind: 'comment', text: `%% ${row}`, span }));
  }

  /** A note over the lifelines that appear in it and have appeared before, or over the first one. */
  function titled(text: string): readonly Statement[] {
    const ids = mentioned(operands);
    const known = ids.filter((id) => before.has(id));
    const over = known.length > 0 ? known : ids.slice(0, 1);
    if (text === '' || over.length === 0) return [];
    return [...declare(over, context, span), context.note(over, text, span)];
  }

  /** A box holds participants. What else stands in it comes behind it. */
  function convertBox(): Made {
    // A break looks through the box.
    const content = convert(joined().statements, { ...place, isWhole: false });
    const label = context.text(operands[0]?.label ?? '', span);
    if (target.keywords.box === undefined) {
      context.leaveOut(`the box "${label}"`, span);
      return made(...content);
    }
    const isInside = ({ kind }: Statement): boolean => kind === 'participant' || kind === 'comment';
    const inside = content.filter(isInside);
    if (!inside.some(({ kind }) => kind === 'participant')) return made(...content);
    const box: Fragment = {
      ...fragment,
      keyword: target.keywords.box,
      operands: [{ label: guard(label), decoration: '', statements: inside, span }],
      // The first word of a label may be a colour there.
      decoration: target.dialect === 'mermaid' && label !== '' ? 'transparent' : '',
    };
    return made(box, ...content.filter((one) => !isInside(one)));
  }

  /** A label that begins like a colour is none, and in Mermaid one that holds what looks like a message. */
  function guard(label: string): string {
    if (target.dialect !== 'mermaid') return label.replace(/^#/, '&#35;');
    return label.includes(':') ? label.replace(/-(?=[->)x|/\\])/g, '#45;') : label;
  }
}

function mentioned(operands: readonly Operand[]): readonly string[] {
  const found = new Set<string>();
  const collect = (statement: Statement): void => {
    if (statement.kind === 'message') {
      for (const id of appearing(statement)) found.add(id);
    } else if (statement.kind === 'note' || statement.kind === 'ref')
      for (const id of statement.lifelines) found.add(id);
    else if (statement.kind === 'fragment')
      for (const { statements } of statement.operands) statements.forEach(collect);
  };
  for (const { statements } of operands) statements.forEach(collect);
  return [...found];
}

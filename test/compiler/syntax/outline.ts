import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { Diagram, End, Message, Statement } from '../../../compiler/syntax/diagram.ts';
import type { ParseResult } from '../../../compiler/syntax/parse.ts';

/** What was read, as a few lines that a person can compare with the text: dialect, lifelines, statements, findings. */
export function outline({ diagrams, diagnostics }: ParseResult): string {
  return [...diagrams.flatMap(outlineDiagram), ...diagnostics.map(outlineDiagnostic)].join('\n');
}

function outlineDiagram(diagram: Diagram): string[] {
  const head = [diagram.dialect, diagram.name === null ? '' : `named ${diagram.name}`].filter(
    (part) => part !== '',
  );
  const lifelines = diagram.lifelines.map(({ id, name, kind, declared, order }) => {
    const shown = name === id ? id : `${id} (${name.replaceAll('\n', ' ⏎ ')})`;
    return `${kind === 'participant' ? '' : `${kind} `}${shown}${declared ? '' : '?'}${order === null ? '' : ` order ${order}`}`;
  });
  return [
    head.join(' '),
    `lifelines ${lifelines.join(', ')}`,
    ...diagram.statements.flatMap(outlineStatement),
    // An undeclared lifeline has its question mark above.
    ...diagram.diagnostics.filter(({ name }) => name !== 'undeclared-lifeline').map(outlineDiagnostic),
  ];
}

function outlineStatement(statement: Statement): string[] {
  switch (statement.kind) {
    case 'participant':
      return [words('participant', statement.id, statement.decoration)];
    case 'message':
      return [outlineMessage(statement)];
    case 'fragment':
      return statement.operands.flatMap((operand, index) => [
        index === 0
          ? words(
              statement.parallel ? '&' : '',
              statement.operator,
              quoted(operand.label),
              statement.decoration,
            )
          : words('else', quoted(operand.label), operand.decoration),
        ...operand.statements.flatMap(outlineStatement).map((line) => `  ${line}`),
      ]);
    case 'ref':
      return [
        words(
          statement.parallel ? '&' : '',
          'ref',
          statement.lifelines.join(' & '),
          quoted(statement.label),
          statement.decoration,
        ),
      ];
    case 'note': {
      const { shape, position, lifelines, text, parallel, decoration } = statement;
      return [words(parallel ? '&' : '', shape, position, lifelines.join(' & '), quoted(text), decoration)];
    }
    case 'activation':
      return [words(statement.action, statement.id, statement.decoration)];
    case 'directive':
      return [words('directive', statement.name, quoted(statement.value))];
    case 'divider':
      return [words('divider', quoted(statement.text), statement.decoration)];
    case 'links':
      return [words(statement.keyword, statement.id, quoted(statement.text))];
    case 'delay': {
      const time = statement.milliseconds === null ? '' : `${statement.milliseconds} ms`;
      return [words('delay', quoted(statement.text), time)];
    }
    case 'timing':
      return [words(`timing ${statement.from.name} to ${statement.to.name}`, quoted(statement.text))];
    case 'title':
    case 'comment':
    case 'prose':
    case 'class':
    case 'style':
    case 'unknown':
      return [words(statement.kind, quoted(statement.text))];
  }
}

function outlineMessage(message: Message): string {
  const { from, to, alsoTo, arrow, label, decoration, parallel, anchors, lifecycle } = message;
  const flags = [
    arrow.head === 'filled' ? '' : arrow.head,
    arrow.bidirectional ? 'both ways' : '',
    arrow.reversed ? 'reversed' : '',
    arrow.lost ? 'lost' : '',
    arrow.hidden ? 'hidden' : '',
    ...lifecycle,
    anchors.start === null ? '' : `from ${anchors.start.name}`,
    anchors.end === null ? '' : `to ${anchors.end.name}`,
    decoration,
  ];
  const line = arrow.line === 'dashed' ? '-->' : '->';
  return words(
    parallel ? '&' : '',
    `${[from, line, ...[to, ...alsoTo].map(outlineEnd)].map(outlineEnd).join(' ')}`,
    quoted(label),
    ...flags,
  );
}

function outlineEnd(end: End | string): string {
  if (typeof end === 'string') return end;
  switch (end.kind) {
    case 'lifeline':
      return end.id;
    case 'gate':
      return end.side === 'left' ? '[' : ']';
    case 'nowhere':
      return '?';
  }
}

function outlineDiagnostic({ name, args, span }: Diagnostic): string {
  const values = Object.values(args).filter((value) => value !== null);
  return words(
    `! ${span.line}:${span.column}-${span.endLine}:${span.endColumn}`,
    name,
    ...values.map((value) => quoted(String(value))),
  );
}

function quoted(text: string): string {
  return text === '' ? '' : `"${text.replaceAll('\n', ' ⏎ ')}"`;
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

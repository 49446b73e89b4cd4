import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Directive, Fragment, Operand, Statement } from '../syntax/diagram.ts';
import { spanWithin } from '../text/span.ts';
import { type DirectiveEntry, type Said, type Target, unreadable } from './directive.ts';
import { type DirectiveName, type Directives, directiveNames, directives } from './directives.ts';

/** All that the directives of a diagram say, by what they speak of. */
export interface DiagramDirectives {
  readonly ofDiagram: Directives;
  readonly above: ReadonlyMap<Statement | Operand, Directives>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the directives of a diagram. Each speaks of the next statement, whatever comments are in between; above an `else`, of
 * the operand that it opens; and above the first participant or the title, of the diagram.
 */
export function readDirectives(diagram: Diagram): DiagramDirectives {
  const above = new Map<Statement | Operand, Directives>();
  const diagnostics: Diagnostic[] = [];
  let ofDiagram: Directives = {};
  let isHead = true;
  walk(diagram.statements, null, true);
  return { ofDiagram, above, diagnostics };

  function walk(statements: readonly Statement[], next: Target | null, isTop: boolean): void {
    let pending: Directive[] = [];
    for (const statement of statements) {
      if (statement.kind === 'directive') pending.push(statement);
      if (isRemark(statement)) continue;
      const speaksOfAll = isTop && isHead && isDeclaration(statement);
      if (pending.length > 0)
        say(pending, speaksOfAll ? { kind: 'diagram' } : { kind: 'statement', statement });
      pending = [];
      if (endsHead(statement)) isHead = false;
      if (statement.kind === 'fragment') walkFragment(statement);
    }
    if (pending.length === 0) return;
    if (next !== null) say(pending, next);
    else for (const directive of pending) hasNoEffect(directive, 'no statement follows');
  }

  function walkFragment(fragment: Fragment): void {
    fragment.operands.forEach(({ statements }, index) => {
      const operand = fragment.operands[index + 1];
      walk(statements, operand === undefined ? null : { kind: 'operand', operand, fragment }, false);
    });
  }

  function say(pending: readonly Directive[], target: Target): void {
    let said: Directives = target.kind === 'diagram' ? ofDiagram : {};
    for (const directive of pending) {
      // The parser has reported a name that does not exist.
      const name = directiveNames.find((one) => one === directive.name);
      if (name !== undefined) said = withDirective(said, name, directive, target);
    }
    switch (target.kind) {
      case 'diagram':
        ofDiagram = said;
        return;
      case 'statement':
        above.set(target.statement, said);
        return;
      case 'operand':
        above.set(target.operand, said);
        return;
    }
  }

  function withDirective<Name extends DirectiveName>(
    said: Directives,
    name: Name,
    directive: Directive,
    target: Target,
  ): Directives {
    // One entry of the table and what it has read fit each other; the compiler cannot follow that through the name.
    const entry = directives[name] as unknown as DirectiveEntry<unknown>;
    const before = said[name] as Said<unknown> | undefined;
    if (!entry.fits(target)) {
      hasNoEffect(directive, `put it above ${entry.above}`);
      return said;
    }
    const read =
      directive.value === ''
        ? unreadable('its value is missing')
        : entry.read(directive.value, {
            diagram,
            target,
            span: directive.span,
            valueSpan: directive.valueSpan,
          });
    if ('reason' in read) {
      const { reason, suggestion, start, end } = read;
      const args = { directive: name, reason, suggestion, form: entry.forms[0] };
      const span =
        start === undefined || end === undefined || directive.valueSpan === null
          ? directive.span
          : spanWithin(directive.valueSpan, start, end);
      diagnostics.push(diagnose('directive-not-read', args, span));
      return said;
    }
    if (before === undefined) return { ...said, [name]: { value: read.value, directive } };
    if (entry.join !== null) {
      return { ...said, [name]: { value: entry.join(before.value, read.value), directive } };
    }
    const related = [{ span: before.directive.span, message: 'this one holds' }];
    diagnostics.push(diagnose('directive-repeated', { directive: name }, directive.span, related));
    return said;
  }

  function hasNoEffect({ name, span }: Directive, reason: string): void {
    // The parser has reported a name that does not exist.
    if (!directiveNames.some((one) => one === name)) return;
    diagnostics.push(diagnose('directive-without-effect', { directive: name, reason }, span));
  }
}

/** What may stand between a directive and its statement. */
function isRemark({ kind }: Statement): boolean {
  return kind === 'directive' || kind === 'comment' || kind === 'prose';
}

/** What a directive that speaks of the diagram stands above. A box that only holds participants declares them. */
function isDeclaration(statement: Statement): boolean {
  if (statement.kind !== 'fragment') return declaring.includes(statement.kind);
  const held = statement.operands.flatMap(({ statements }) => statements);
  return statement.operator === 'box' && held.every((one) => isRemark(one) || isDeclaration(one));
}

const declaring: readonly Statement['kind'][] = ['participant', 'title', 'style'];

/** Behind the first participant, or the first thing that happens, nothing speaks of the whole diagram any more. */
function endsHead({ kind }: Statement): boolean {
  return kind !== 'style' && kind !== 'title' && kind !== 'class';
}

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Directive, Statement } from '../syntax/diagram.ts';
import { type LoopBounds, loopBounds } from './loop-bounds.ts';

/** What the comment directives above a statement say of it; null where they say nothing. */
export interface Directives {
  readonly order: 'weak' | 'strict' | null;
  readonly loop: LoopBounds | null;
}

export const noDirectives: Directives = { order: null, loop: null };

interface Attached {
  /** Every statement that is not a directive, with those above it. */
  readonly attached: readonly { readonly statement: Statement; readonly directives: Directives }[];
  /** Those above the first declaration or title: they speak of the whole diagram. */
  readonly ofDiagram: Directives;
  readonly diagnostics: readonly Diagnostic[];
}

/** Attaches each directive to the next statement; comments in between do not matter. */
export function attachDirectives(statements: readonly Statement[]): Attached {
  const attached: { statement: Statement; directives: Directives }[] = [];
  const diagnostics: Diagnostic[] = [];
  let ofDiagram = noDirectives;
  let pending: Directive[] = [];
  for (const statement of statements) {
    if (statement.kind === 'directive') {
      pending.push(statement);
      continue;
    }
    if (statement.kind === 'comment') continue;
    let directives = noDirectives;
    for (const directive of pending) {
      const read = readDirective(directive, statement);
      if ('reason' in read) {
        const { reason } = read;
        diagnostics.push(
          diagnose('directive-without-effect', { directive: directive.name, reason }, directive.span),
        );
      } else directives = { ...directives, ...read };
    }
    if (speaksOfDiagram(statement)) ofDiagram = { ...ofDiagram, ...set(directives) };
    pending = [];
    attached.push({ statement, directives });
  }
  for (const directive of pending) {
    const reason = 'no statement follows';
    diagnostics.push(
      diagnose('directive-without-effect', { directive: directive.name, reason }, directive.span),
    );
  }
  return { attached, ofDiagram, diagnostics };
}

function set(directives: Directives): Partial<Directives> {
  return Object.fromEntries(Object.entries(directives).filter(([, value]) => value !== null));
}

function speaksOfDiagram(statement: Statement): boolean {
  return statement.kind === 'participant' || statement.kind === 'title' || statement.kind === 'style';
}

function readDirective(
  { name, value }: Directive,
  statement: Statement,
): Partial<Directives> | { readonly reason: string } {
  switch (name) {
    case 'order': {
      if (value !== 'strict' && value !== 'weak')
        return { reason: `the order is \`strict\` or \`weak\`, not \`${value}\`` };
      if (statement.kind === 'fragment' || speaksOfDiagram(statement)) return { order: value };
      return { reason: 'put it above a fragment, or above the first participant for the whole diagram' };
    }
    case 'loop': {
      if (statement.kind !== 'fragment' || statement.operator !== 'loop')
        return { reason: 'no loop follows' };
      return { loop: loopBounds(value) };
    }
    default:
      return {};
  }
}

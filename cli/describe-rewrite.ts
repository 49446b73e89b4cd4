import { printable } from '../compiler/diagnostics/printable.ts';
import type { DrawnMessage } from '../compiler/interaction/interaction.ts';
import type { Rewrite } from '../compiler/interpretation/rewrites.ts';
import type { End } from '../compiler/syntax/diagram.ts';

/** What the binding makes of the drawing, for people; messages are told by their lines. */
export function describeRewrite(rewrite: Rewrite): string {
  return printable(`the binding ${whatItDoes(rewrite)}`);
}

/** The same for machines. */
export function rewriteToJson(rewrite: Rewrite): unknown {
  switch (rewrite.kind) {
    case 'reverse':
      return { kind: rewrite.kind, ...rewrite.messages.map(messageToJson)[0] };
    case 'optional':
    case 'repeat':
    case 'after':
      return { kind: rewrite.kind, messages: rewrite.messages.map(messageToJson) };
    case 'threads': {
      const { kind, name, owner, spawn, messages } = rewrite;
      return {
        kind,
        name,
        ...(owner === null ? {} : { owner }),
        ...(spawn === null ? {} : { spawn: messageToJson(spawn) }),
        messages: messages.map(messageToJson),
      };
    }
    case 'alternatives':
    case 'unordered':
      return { kind: rewrite.kind, parts: rewrite.parts.map((part) => part.map(messageToJson)) };
    case 'latest':
    case 'refs':
      return rewrite;
    case 'extra':
      return { kind: rewrite.kind, ...rewrite.message };
  }
}

function whatItDoes(rewrite: Rewrite): string {
  switch (rewrite.kind) {
    case 'reverse': {
      const [message] = rewrite.messages;
      const { from, to } = message?.statement ?? {};
      return `reverses ${shown(rewrite.messages)}: it runs from ${endName(to)} to ${endName(from)}`;
    }
    case 'threads': {
      const { name, owner, spawn, messages } = rewrite;
      const of = owner === null ? '' : ` of "${owner}"`;
      const begun = spawn === null ? '' : `, begun by ${shown([spawn])}`;
      return `runs thread "${name}"${of} beside the others: ${lines(messages)}${begun}`;
    }
    case 'alternatives':
      return `lets one of these happen: ${rewrite.parts.map(shown).join(', or ')}`;
    case 'unordered':
      return `leaves open the order of ${rewrite.parts.map(shown).join(' and ')}`;
    case 'optional':
      return `makes ${shown(rewrite.messages)} optional`;
    case 'repeat':
      return `lets ${shown(rewrite.messages)} happen once or more`;
    case 'latest':
      return `lets "${rewrite.lifeline}" skip what is no longer the newest that it has to tell`;
    case 'extra': {
      const { label, from, to } = rewrite.message;
      return `allows "${label}" from "${from}" to "${to}" anywhere`;
    }
    case 'after': {
      const [first, second] = rewrite.messages;
      return `puts ${shown([second])} behind ${shown([first])}`;
    }
    case 'refs':
      return `puts the diagram of ${rewrite.file} in the place of the ref "${rewrite.label}"`;
  }
}

/** One message by its label, several by their lines. */
function shown(messages: readonly DrawnMessage[]): string {
  const [only, ...others] = messages;
  if (only === undefined || others.length > 0) return lines(messages);
  return `"${only.statement.label}" (${lines(messages)})`;
}

/** `line 12`, `lines 12-15, 18`; in a diagram on one line the messages' numbers. */
function lines(messages: readonly DrawnMessage[]): string {
  const all = messages.map(({ statement }) => statement.span.line);
  const sameLine =
    new Set(all).size < all.length ||
    messages.some(({ statement }) => statement.span.column > 1 && statement.span.line === 1);
  const numbers = sameLine ? messages.map(({ number }) => number) : all;
  const what = sameLine ? 'message' : 'line';
  return `${what}${numbers.length === 1 ? '' : 's'} ${ranges(numbers)}`;
}

function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function messageToJson({ number, statement }: DrawnMessage): Readonly<Record<string, unknown>> {
  return {
    message: number,
    label: statement.label,
    line: statement.span.line,
    column: statement.span.column,
  };
}

function endName(end: End | undefined): string {
  return end?.kind === 'lifeline' ? `"${end.id}"` : 'outside';
}

import { splitArguments } from './arguments.ts';
import type { Context, Given, Site } from './context.ts';
import type { Macro } from './program.ts';
import type { Value } from './value.ts';
import { nameAt, skipBlanks } from './words.ts';

/** Calls a macro whose arguments are text; `at` is its name. Null when the parentheses behind it are not closed. */
export function callByText(
  macro: Macro,
  at: Site,
  context: Context,
): { readonly value: Value; readonly end: number } | null {
  const list = textArguments(macro, at, context);
  if (list === null) return null;
  return { value: context.call(macro, list.given, { ...at, end: list.end }), end: list.end };
}

/** The arguments behind the name of a macro as text, with the variables and macros in them put in. */
export function textArguments(
  macro: Macro,
  { line, end: open }: Site,
  context: Context,
): { readonly given: Given; readonly end: number } | null {
  const list = splitArguments(line.text, open);
  if (list === null) return null;
  // Arguments may hold calls with arguments that hold calls.
  const deeper = context.enter({ line, start: open, end: list.end });
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { start, end } of list.arguments) {
    const name = nameAt(line.text, start);
    const behind = name === null ? start : skipBlanks(line.text, start + name.length);
    const isNamed =
      name !== null && line.text[behind] === '=' && macro.parameters?.some((one) => one.name === name);
    const from = isNamed === true ? skipBlanks(line.text, behind + 1) : start;
    const text = withoutQuotes(line.text.slice(from, end));
    const value = deeper ? context.expandText(text, { line, start: from, end }) : text;
    if (isNamed === true) named.set(name, value);
    else positional.push(value);
  }
  if (deeper) context.leave();
  return { given: { positional, named }, end: list.end };
}

/** Quotation marks keep commas together, and are not part of the text. */
function withoutQuotes(text: string): string {
  return /^"([^"]*)"$/.exec(text)?.[1] ?? text;
}

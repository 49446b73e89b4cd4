import type { Context, Given, Site } from './context.ts';
import type { Macro } from './program.ts';
import { textOf, type Value } from './value.ts';
import { quotable } from './words.ts';

/** The variables of a macro that is called: each parameter with its argument, its default, or empty text and a diagnostic. */
export function bindArguments(
  macro: Macro,
  { positional, named }: Given,
  at: Site,
  context: Context,
): Map<string, Value> {
  const locals = new Map<string, Value>();
  const parameters = macro.parameters ?? [];
  for (const [index, { name, fallback }] of parameters.entries()) {
    const given = positional[index] ?? named.get(name);
    if (given === undefined && fallback === null) {
      context.report('argument-missing', { macro: macro.name, parameter: name }, at);
    }
    const otherwise = fallback === null ? '' : context.evaluate({ line: macro.line, ...fallback });
    locals.set(name, given ?? otherwise ?? '');
  }
  const extra = [
    ...positional.slice(parameters.length).map(textOf),
    ...[...named.keys()].filter((name) => !parameters.some((one) => one.name === name)),
  ];
  for (const argument of extra.slice(0, 1)) {
    context.report('argument-unused', { macro: macro.name, argument: quotable(argument) }, at);
  }
  return locals;
}

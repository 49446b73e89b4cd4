import { nearest } from '../syntax/nearest.ts';
import { longestLine } from '../text/decode.ts';
import { placeLine, spanOf } from '../text/lines.ts';
import type { Context, Given, Site } from './context.ts';
import { isTrue, numberOf, textOf, truth, type Value } from './value.ts';

/** Calls a function that is built in. Null, and a diagnostic, when there is none or it must stay text. */
export function callBuiltin(name: string, given: Given, at: Site, context: Context): Value | null {
  const builtin = builtins.get(name.toLowerCase());
  if (builtin !== undefined) return builtin(given.positional, context, at);
  const refused = refusals.get(name.toLowerCase());
  if (refused !== undefined) {
    context.report('function-not-evaluated', { name, reason: refused.reason }, at);
    return refused.value;
  }
  // A call at the start of a line is named where the line is read.
  if (at.start > 0 || at.end < at.line.text.length || !/^[$%]/.test(name)) {
    const known = name.startsWith('%') ? [...builtins.keys()] : context.memory.macroNames();
    context.report('unknown-function', { name, suggestion: nearest(name, known) }, at);
  }
  return null;
}

type Builtin = (given: readonly Value[], context: Context, at: Site) => Value;

const lineBreak: Builtin = () => '\\n';

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>(
  Object.entries({
    '%true': () => 1,
    '%false': () => 0,
    '%not': ([value = '']) => truth(!isTrue(value)),
    '%and': (given) => truth(given.every(isTrue)),
    '%or': (given) => truth(given.some(isTrue)),
    '%xor': (given) => truth(given.filter(isTrue).length === 1),
    '%boolval': ([value = '']) => truth(isTrue(value) && textOf(value) !== 'false' && textOf(value) !== '0'),
    '%intval': ([value = '']) => numberOf(value) ?? 0,
    '%string': ([value = '']) => textOf(value),
    '%strlen': ([value = '']) => textOf(value).length,
    '%substr': ([value = '', start = 0, length = longestLine]) => {
      const from = Math.max(0, numberOf(start) ?? 0);
      return textOf(value).slice(from, from + Math.max(0, numberOf(length) ?? 0));
    },
    '%strpos': ([value = '', part = '']) => textOf(value).indexOf(textOf(part)),
    '%upper': ([value = '']) => textOf(value).toUpperCase(),
    '%lower': ([value = '']) => textOf(value).toLowerCase(),
    '%splitstr': ([value = '', separator = '']) => textOf(value).split(textOf(separator) || ','),
    '%size': ([value = '']) => sizeOf(value),
    '%mod': ([left = 0, right = 1]) => (numberOf(left) ?? 0) % (numberOf(right) || 1),
    '%chr': ([code = 0]) => character(numberOf(code) ?? 0),
    '%ord': ([value = '']) => textOf(value).codePointAt(0) ?? 0,
    '%dec2hex': ([value = 0]) => (numberOf(value) ?? 0).toString(16),
    '%hex2dec': ([value = '']) => (/^[\da-f]{1,12}$/i.test(textOf(value)) ? Number(`0x${textOf(value)}`) : 0),
    '%newline': lineBreak,
    '%n': lineBreak,
    '%breakline': lineBreak,
    '%tab': () => '\\t',
    '%filename': (_, { file }) => file.split(/[\\/]/).at(-1) ?? '',
    '%json_key_exists': ([value = '', key = '']) => truth(entriesOf(value)?.has(textOf(key)) === true),
    '%get_json_keys': ([value = '']) => [...(entriesOf(value)?.keys() ?? [])],
    '%variable_exists': ([name = ''], { memory }) =>
      // A `!define` without parameters counts as one.
      truth(memory.value(textOf(name)) !== undefined || memory.macro(textOf(name))?.parameters === null),
    '%function_exists': ([name = ''], { memory }) =>
      truth(memory.macro(textOf(name)) !== null || builtins.has(textOf(name))),
    '%get_variable_value': ([name = ''], { memory }) => memory.value(textOf(name)) ?? '',
    '%set_variable_value': ([name = '', value = ''], { memory }) => {
      memory.assign(textOf(name), value, 'global');
      return '';
    },
    '%eval': ([value = ''], context, { line, start, end }) => {
      if (typeof value !== 'string') return value;
      const placed = placeLine({ ...line, text: value }, spanOf(line, start, end), line.via);
      return context.evaluate({ line: placed, start: 0, end: value.length }) ?? value;
    },
    '%call_user_func': callByName,
    '%invoke_procedure': callByName,
  } satisfies Record<string, Builtin>),
);

function callByName([name = '', ...positional]: readonly Value[], context: Context, at: Site): Value {
  const macro = context.memory.macro(textOf(name));
  if (macro !== null) return context.call(macro, { positional, named: new Map() }, at);
  const suggestion = nearest(textOf(name), context.memory.macroNames());
  context.report('unknown-function', { name: textOf(name), suggestion }, at);
  return '';
}

const today = 'a diagram means the same on every day';
const anywhere = 'a diagram means the same on every machine';
const depends = 'it depends on the version of PlantUML';

/** What is known and left alone, and its value; null is its own text. */
const refusals: ReadonlyMap<string, { readonly reason: string; readonly value: Value | null }> = new Map(
  Object.entries({
    '%date': { reason: today, value: null },
    '%now': { reason: today, value: null },
    '%random': { reason: 'a diagram means the same whenever it is read', value: null },
    '%getenv': { reason: `${anywhere}; it is empty text`, value: '' },
    '%dirpath': { reason: anywhere, value: null },
    '%filenameroot': { reason: anywhere, value: null },
    '%version': { reason: depends, value: null },
    '%feature': { reason: `${depends}; it counts as false`, value: 0 },
    '%load_json': { reason: 'only an `!include` reads a file; it is empty text', value: '' },
  }),
);

function sizeOf(value: Value): number {
  if (typeof value !== 'object' || value === null) return textOf(value).length;
  return Array.isArray(value) ? value.length : (entriesOf(value)?.size ?? 0);
}

function entriesOf(value: Value): ReadonlyMap<string, Value> | null {
  return typeof value === 'object' && value !== null && 'entries' in value && !Array.isArray(value)
    ? (value.entries as ReadonlyMap<string, Value>)
    : null;
}

/** Control characters would be lines and worse; a line break is written as diagrams write it. */
function character(code: number): string {
  if (code === 10 || code === 13) return '\\n';
  if (code === 9) return '\\t';
  const isControl = code < 32 || (code > 126 && code < 160) || (code >= 0xd800 && code <= 0xdfff);
  return isControl || code > 0x10ffff ? '' : String.fromCodePoint(code);
}

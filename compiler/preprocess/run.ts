import { type Diagnostic, diagnose, type Related } from '../diagnostics/diagnostic.ts';
import type { PreprocessArguments } from '../diagnostics/preprocess-catalogue.ts';
import { type Line, placeLine, restOfLine, spanOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { Budget, type Limited, limits, limitWords } from './budget.ts';
import { textArguments } from './call.ts';
import type { Context, Given, Site } from './context.ts';
import { expandLine, expandText } from './expand.ts';
import { evaluate, readArguments } from './expression.ts';
import {
  type IncludedFile,
  type IncludeReader,
  includedLines,
  includePath,
  linesOf,
  linesOfSub,
  refusal,
} from './include.ts';
import { Memory } from './memory.ts';
import type { Body, Branch, Macro, Node } from './program.ts';
import { readProgram, returnAt } from './read-program.ts';
import { isTrue, textOf, type Value } from './value.ts';
import { nameAt, namePattern, quotable, skipBlanks } from './words.ts';

/** Where the preprocessor is. */
interface Frame {
  /** The lines of the diagram that come out. */
  readonly out: Line[];
  /** The call outside of all macros, for whose lines those of macros stand; null outside of them. */
  readonly call: Span | null;
  /** The includes on the way here. */
  readonly via: readonly Related[];
  /** What is gone through here is counted: it may be more than the text holds. */
  readonly counted: boolean;
  readonly macro: Macro | null;
  /** The whole text around, for `!includesub` of itself. */
  readonly source: readonly Line[];
  /** What is being included, to tell when it includes itself. */
  readonly including: readonly string[];
}

/** What a block came to: null is its end, else a `!return`. */
type Outcome = { readonly returned: Value } | null;

/** The state of the preprocessor in one diagram. */
export class Run implements Context {
  readonly memory: Memory = new Memory();
  readonly budget: Budget = new Budget();
  readonly file: string;
  readonly diagnostics: Diagnostic[] = [];
  /** The files that were read, by path. */
  readonly included: Map<string, IncludedFile> = new Map();
  readonly #includes: IncludeReader | null;
  readonly #reported = new Set<string>();
  readonly #programs = new Map<string, readonly Node[]>();
  readonly #once = new Set<string>();
  /** The words of `!define` that are being put in: they do not stand for themselves. */
  readonly #expanding = new Set<string>();
  #frame: Frame;

  constructor(lines: readonly Line[], file: string, includes: IncludeReader | null) {
    this.file = file;
    this.#includes = includes;
    this.#frame = {
      out: [],
      call: null,
      via: [],
      counted: false,
      macro: null,
      source: lines,
      including: [file],
    };
  }

  /** The lines of the diagram, with all that the preprocessor makes of them. */
  run(): readonly Line[] {
    const { source, out } = this.#frame;
    this.#runBody(readProgram(source, (diagnostic) => this.#add(diagnostic)));
    return out;
  }

  report<Name extends keyof PreprocessArguments>(
    name: Name,
    args: PreprocessArguments[Name],
    { line, start, end }: Site,
  ): void {
    const { call, via } = this.#frame;
    const called: readonly Related[] = call === null ? [] : [{ span: call, message: 'called from here' }];
    this.#add(diagnose<Name>(name, args as never, spanOf(line, start, end), [...via, ...called]));
  }

  enter(at: Site): boolean {
    if (this.budget.enter()) return true;
    this.budget.leave();
    this.#reportLimit('depth', at);
    return false;
  }

  leave(): void {
    this.budget.leave();
  }

  call(macro: Macro, given: Given, at: Site): Value {
    if (macro.parameters === null && this.#expanding.has(macro.name)) return macro.name;
    const { returned, lines } = this.#invoke(macro, given, at);
    return returned ?? lines.map(({ text }) => text).join('\n');
  }

  /** Runs a macro; its lines stand where it is called, outside of all macros. */
  #invoke(
    macro: Macro,
    given: Given,
    at: Site,
  ): { readonly returned: Value | null; readonly lines: readonly Line[] } {
    if (!this.#step(at) || !this.enter(at)) return { returned: '', lines: [] };
    const locals = this.#bind(macro, given, at);
    const outer = this.#frame;
    const outerLocals = this.memory.locals;
    const call = outer.call ?? spanOf(at.line, at.start, at.end);
    this.#frame = { ...outer, out: [], call, counted: true, macro };
    this.memory.locals = locals;
    const returned = this.#runMacro(macro);
    const lines = this.#frame.out;
    this.#frame = outer;
    this.memory.locals = outerLocals;
    this.leave();
    return { returned, lines };
  }

  #runMacro(macro: Macro): Value | null {
    const { line, rest } = macro;
    const whole = { line, start: rest, end: line.text.length };
    if (macro.kind === 'define') {
      this.#expanding.add(macro.name);
      const text = expandText(line.text.slice(rest), whole, this, true);
      this.#expanding.delete(macro.name);
      return this.#count(text.length, whole) ? text : '';
    }
    const start = macro.kind === 'function' ? returnAt(macro) : null;
    if (start !== null) return evaluate({ ...whole, start }, this) ?? line.text.slice(start);
    const outcome = this.#runBody(macro.body);
    return outcome?.returned ?? (macro.kind === 'function' ? '' : null);
  }

  #bind(macro: Macro, { positional, named }: Given, at: Site): Map<string, Value> {
    const locals = new Map<string, Value>();
    const parameters = macro.parameters ?? [];
    for (const [index, { name, fallback }] of parameters.entries()) {
      const given = positional[index] ?? named.get(name);
      if (given === undefined && fallback === null) {
        this.report('argument-missing', { macro: macro.name, parameter: name }, at);
      }
      const otherwise = fallback === null ? '' : evaluate({ line: macro.line, ...fallback }, this);
      locals.set(name, given ?? otherwise ?? '');
    }
    const extra = [
      ...positional.slice(parameters.length).map(textOf),
      ...[...named.keys()].filter((name) => !parameters.some((one) => one.name === name)),
    ];
    for (const argument of extra.slice(0, 1)) {
      this.report('argument-unused', { macro: macro.name, argument: quotable(argument) }, at);
    }
    return locals;
  }

  #runBody(nodes: Body): Outcome {
    for (const node of nodes) {
      const outcome = this.#runNode(node);
      if (outcome !== null) return outcome;
      if (this.#frame.counted && this.budget.isSpent('steps')) return null;
    }
    return null;
  }

  #runNode(node: Node): Outcome {
    switch (node.kind) {
      case 'text':
        this.#runText(node.line, node.verbatim);
        return null;
      case 'directive':
        return this.#runDirective(node);
      case 'assignment': {
        const at = wholeFrom(node.line, node.value);
        if (!this.#step(at) || (node.onlyIfUnset && this.memory.value(node.name) !== undefined)) return null;
        const value = evaluate(at, this) ?? node.line.text.slice(node.value);
        this.memory.assign(node.name, value, node.scope);
        return null;
      }
      case 'if': {
        const branch = node.branches.find((one) => this.#holds(one));
        return branch === undefined ? null : this.#runInside(branch.body, node.line);
      }
      case 'while':
        return this.#runWhile(node.body, wholeFrom(node.line, node.head));
      case 'foreach':
        return this.#runForeach(node.body, node.line, node.head);
      case 'definition':
        if (node.macro.name !== '') this.memory.define(node.macro);
        return null;
      case 'sub':
        return this.#runBody(node.body);
    }
  }

  #runInside(body: Body, line: Line): Outcome {
    if (!this.enter(wholeFrom(line, 0))) return null;
    const outcome = this.#runBody(body);
    this.leave();
    return outcome;
  }

  #holds({ line, test, asks }: Branch): boolean {
    if (test === null) return true;
    const at = wholeFrom(line, test);
    if (!this.#step(at)) return false;
    if (asks === 'value') return isTrue(evaluate(at, this) ?? '');
    return isTrue(evaluate(at, this, 'defined') ?? '') === (asks === 'defined');
  }

  #runWhile(body: Body, at: Site): Outcome {
    return this.#repeat(() => {
      for (;;) {
        if (!this.#step(at) || !isTrue(evaluate(at, this) ?? '')) return null;
        if (!this.#take('turns', 1, at)) return null;
        const outcome = this.#runInside(body, at.line);
        if (outcome !== null) return outcome;
      }
    });
  }

  #runForeach(body: Body, line: Line, head: number): Outcome {
    const { text } = line;
    const found = new RegExp(`^\\(?\\s*(${namePattern})\\s+in\\s+`, 'iu').exec(
      text.slice(head, head + 1_000),
    );
    if (found === null) {
      this.#ignore(line, 'it is written `!foreach $item in [1, 2, 3]`');
      return null;
    }
    const close = found[0].startsWith('(') && text.endsWith(')') ? 1 : 0;
    const at = { line, start: head + found[0].length, end: text.length - close };
    const items = itemsOf(evaluate(at, this) ?? '');
    if (items === null) {
      this.#ignore(line, 'there is no list behind `in`');
      return null;
    }
    return this.#repeat(() => {
      for (const item of items) {
        if (!this.#take('turns', 1, at)) return null;
        this.memory.assign(found[1] as string, item, null);
        const outcome = this.#runInside(body, line);
        if (outcome !== null) return outcome;
      }
      return null;
    });
  }

  /** What is gone through more than once is counted. */
  #repeat(loop: () => Outcome): Outcome {
    const outer = this.#frame;
    this.#frame = { ...outer, counted: true };
    const outcome = loop();
    this.#frame = outer;
    return outcome;
  }

  #runText(line: Line, verbatim: boolean): void {
    if (!this.#step(wholeFrom(line, 0))) return;
    if (verbatim) {
      this.#emit(line, line);
      return;
    }
    if (this.#runCall(line)) return;
    const expanded = expandLine(line, this, this.#frame.macro?.kind === 'definelong');
    if (expanded === line) {
      this.#emit(line, line);
      return;
    }
    let start = 0;
    while (start <= expanded.text.length) {
      const found = expanded.text.indexOf('\n', start);
      const end = found < 0 ? expanded.text.length : found;
      const part = found < 0 && start === 0 ? expanded : restOfLine(expanded, start, end);
      if (part.text !== '') this.#emit({ ...part, indent: line.indent }, line);
      start = end + 1;
    }
  }

  /** Runs the line when it is the call of a macro that makes lines. */
  #runCall(line: Line): boolean {
    const name = nameAt(line.text, 0);
    if (name === null || line.text[name.length] !== '(') return false;
    const invokes = name.toLowerCase() === '%invoke_procedure';
    const macro = this.memory.macro(name);
    if (!invokes && (macro === null || (macro.kind !== 'procedure' && macro.kind !== 'definelong')))
      return false;
    const site = { line, start: 0, end: name.length };
    const list =
      (macro?.unquoted === true ? null : readArguments(line, name.length, this)) ??
      (macro === null || !macro.unquoted ? null : textArguments(macro, site, this));
    if (list === null || skipBlanks(line.text, list.end) < line.text.length) return false;
    const [first = '', ...positional] = list.given.positional;
    const called = invokes ? this.memory.macro(textOf(first)) : macro;
    if (called === null) return false;
    const given = invokes ? { ...list.given, positional } : list.given;
    const { lines } = this.#invoke(called, given, { ...site, end: list.end });
    // They have their places already.
    for (const one of lines) this.#frame.out.push(one);
    return true;
  }

  /** Puts out a line; `origin` is the line that it was made of. */
  #emit(line: Line, origin: Line): void {
    const { out, call, via, counted } = this.#frame;
    if (counted && !this.#count(line.text.length, wholeFrom(origin, 0))) return;
    if (call !== null) {
      const from = { span: spanOf(origin), message: 'this line of the macro stands here' };
      out.push(placeLine(line, call, [...via, from]));
    } else out.push(via.length === 0 ? line : { ...line, via });
  }

  #runDirective({ keyword, rest, line }: Node & { kind: 'directive' }): Outcome {
    const at = wholeFrom(line, rest);
    if (!this.#step(at)) return null;
    switch (keyword) {
      case 'return':
        if (this.#frame.macro?.kind === 'function') return { returned: evaluate(at, this) ?? '' };
        this.#ignore(line, 'only a `!function` returns something');
        return null;
      case 'undef':
        this.memory.undefine(line.text.slice(rest).trim());
        return null;
      case 'assert':
        this.#assert(at);
        return null;
      case 'log':
      case 'dump_memory':
        return null;
      case 'include':
      case 'include_once':
      case 'include_many':
      case 'includeurl':
      case 'includesub':
        this.#include(keyword, at);
        return null;
      case 'theme':
      case 'pragma':
      case 'import':
      case 'assume':
        this.#emit(expandLine(line, this), line);
        return null;
      default:
        // Not ours: the diagram may know it, or a note may hold it.
        this.#emit(line, line);
        return null;
    }
  }

  #assert(at: Site): void {
    const { line, start } = at;
    const colon = /\s:\s*/.exec(line.text.slice(start));
    const end = colon === null ? line.text.length : start + colon.index;
    if (isTrue(evaluate({ line, start, end }, this) ?? '')) return;
    const words = colon === null ? line.text.slice(start) : line.text.slice(end + colon[0].length);
    this.report('assertion-failed', { text: quotable(expandText(words, at, this)) }, at);
  }

  #include(keyword: string, at: Site): void {
    const { line, start } = at;
    const written = expandText(line.text.slice(start), at, this).trim();
    const found = includePath(written);
    const { path, part } = found;
    if (keyword === 'includesub' && part === null && linesOfSub(this.#frame.source, path) !== null) {
      this.#includeLines(`${line.file}!${path}`, at, () => linesOfSub(this.#frame.source, path));
      return;
    }
    const refused = refusal(found);
    const reader = refused === null ? this.#includes : null;
    const given = reader?.(path, line.file) ?? null;
    if (given === null || 'refused' in given) {
      const without = this.#includes === null ? 'no file can be read here' : 'there is no such file';
      this.#leaveOut(written, refused ?? given?.refused ?? without, at);
      return;
    }
    const key = part === null ? given.file : `${given.file}!${part}`;
    if (this.#once.has(key) && keyword !== 'include_many' && keyword !== 'includesub') {
      if (!this.#frame.including.includes(key)) {
        this.report('include-repeated', { path: written }, at);
        return;
      }
    }
    this.#once.add(key);
    if (!this.included.has(given.file) && !this.#take('files', 1, at)) return;
    this.included.set(given.file, given);
    const lines = linesOf(given);
    if (lines === null) {
      this.#leaveOut(written, 'a line of it is too long', at);
      return;
    }
    const isSub = keyword === 'includesub' && part !== null;
    const taken = (): readonly Line[] | null =>
      isSub ? linesOfSub(lines, part) : includedLines(lines, part);
    this.#includeLines(key, at, taken, lines);
  }

  #includeLines(
    key: string,
    at: Site,
    taken: () => readonly Line[] | null,
    source: readonly Line[] = this.#frame.source,
  ): void {
    const outer = this.#frame;
    const written = at.line.text.slice(at.start);
    if (outer.including.includes(key)) {
      this.report('recursive-include', { path: written }, at);
      return;
    }
    if (!this.enter(at)) return;
    const program = this.#programs.get(key) ?? this.#readIncluded(key, taken());
    if (program === null) this.#leaveOut(written, 'the file has no such part', at);
    else {
      const via = [...outer.via, { span: spanOf(at.line), message: 'included here' }];
      this.#frame = { ...outer, via, counted: true, source, including: [...outer.including, key] };
      this.#runBody(program);
      this.#frame = outer;
    }
    this.leave();
  }

  #readIncluded(key: string, lines: readonly Line[] | null): readonly Node[] | null {
    if (lines === null) return null;
    const program = readProgram(lines, (diagnostic) => this.#add(diagnostic));
    this.#programs.set(key, program);
    return program;
  }

  /** Names what is not included, and keeps its line. */
  #leaveOut(path: string, reason: string, at: Site): void {
    this.report('include-not-read', { path: quotable(path), reason }, at);
    this.#emit(at.line, at.line);
  }

  #ignore(line: Line, reason: string): void {
    const text = quotable(line.text);
    this.report('preprocessor-line-ignored', { text, reason }, wholeFrom(line, 0));
  }

  /** Counts one line of a macro, loop or include. */
  #step(at: Site): boolean {
    return !this.#frame.counted || this.#take('steps', 1, at);
  }

  #count(characters: number, at: Site): boolean {
    return this.#take('lines', 1, at) && this.#take('characters', characters, at);
  }

  #take(what: Limited, amount: number, at: Site): boolean {
    if (this.budget.take(what, amount)) return true;
    this.#reportLimit(what, at);
    return false;
  }

  #reportLimit(what: Limited, at: Site): void {
    // Once is enough: where it first came to an end.
    const key = `limit ${what}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.report('expansion-limit', { what: limitWords[what], limit: limits[what] }, at);
  }

  /** A line that is gone through more than once is spoken of once. */
  #add(diagnostic: Diagnostic): void {
    const { name, args, span } = diagnostic;
    const key = JSON.stringify([name, args, span]);
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.diagnostics.push(diagnostic);
  }
}

function wholeFrom(line: Line, start: number): Site {
  return { line, start, end: line.text.length };
}

/** The items of a list, the keys of an object; null for what has none. */
function itemsOf(value: Value): readonly Value[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return value as readonly Value[];
  return [...(value as { readonly entries: ReadonlyMap<string, Value> }).entries.keys()];
}

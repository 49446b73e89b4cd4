import { type Diagnostic, diagnose, type Related } from '../diagnostics/diagnostic.ts';
import type { PreprocessArguments } from '../diagnostics/preprocess-catalogue.ts';
import { type Line, placeLine, restOfLine, spanOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { bindArguments } from './bind-arguments.ts';
import { Budget, type Limited, limits, limitWords } from './budget.ts';
import { callBuiltin } from './builtins.ts';
import { callByText, textArguments } from './call.ts';
import type { Context, Given, Site } from './context.ts';
import { expandLine, expandText } from './expand.ts';
import { evaluate, readArguments } from './expression.ts';
import { readForeach } from './foreach.ts';
import type { Includes } from './includes.ts';
import { Memory } from './memory.ts';
import type { Body, Branch, Macro, Node } from './program.ts';
import { readProgram, returnAt } from './read-program.ts';
import { isTrue, textOf, type Value } from './value.ts';
import { nameAt, quotable, skipBlanks } from './words.ts';

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
  readonly #budget = new Budget();
  readonly file: string;
  readonly diagnostics: Diagnostic[] = [];
  readonly #includes: Includes;
  readonly #reported = new Set<string>();
  readonly #programs = new Map<string, readonly Node[]>();
  /** The words of `!define` that are being put in: they do not stand for themselves. */
  readonly #expanding = new Set<string>();
  #frame: Frame;

  constructor(lines: readonly Line[], file: string, includes: Includes) {
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
    if (this.#budget.enter()) return true;
    this.#budget.leave();
    this.#reportLimit('depth', at);
    return false;
  }

  leave(): void {
    this.#budget.leave();
  }

  evaluate(at: Site): Value | null {
    return evaluate(at, this);
  }

  expandText(text: string, at: Site): string {
    return expandText(text, at, this);
  }

  callByText(macro: Macro, at: Site): { readonly value: Value; readonly end: number } | null {
    return callByText(macro, at, this);
  }

  callBuiltin(name: string, given: Given, at: Site): Value | null {
    return callBuiltin(name, given, at, this);
  }

  take(what: Limited, at: Site, amount = 1): boolean {
    if (this.#budget.take(what, amount)) return true;
    this.#reportLimit(what, at);
    return false;
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
    const locals = bindArguments(macro, given, at, this);
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

  #runBody(nodes: Body): Outcome {
    for (const node of nodes) {
      const outcome = this.#runNode(node);
      if (outcome !== null) return outcome;
      if (this.#frame.counted && this.#budget.isSpent('steps')) return null;
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
        if (!this.take('turns', at)) return null;
        const outcome = this.#runInside(body, at.line);
        if (outcome !== null) return outcome;
      }
    });
  }

  #runForeach(body: Body, line: Line, head: number): Outcome {
    const found = readForeach(line, head, this);
    if (typeof found === 'string') {
      this.#ignore(line, found);
      return null;
    }
    return this.#repeat(() => {
      for (const item of found.items) {
        if (!this.take('turns', wholeFrom(line, head))) return null;
        this.memory.assign(found.name, item, null);
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
      case 'includedef':
      case 'includesub':
        return this.#runInclude(keyword, at);
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
    this.report('assertion-failed', { text: quotable(this.expandText(words, at)) }, at);
  }

  #runInclude(keyword: string, at: Site): Outcome {
    const outer = this.#frame;
    const found = this.#includes.find(keyword, at, outer, this);
    if (found === null) {
      // What is not included was named, and stays as it is written.
      this.#emit(at.line, at.line);
      return null;
    }
    const { key, lines, source } = found;
    if (!this.enter(at)) return null;
    const via = [...outer.via, { span: spanOf(at.line), message: 'included here' }];
    this.#frame = { ...outer, via, counted: true, source, including: [...outer.including, key] };
    const outcome = this.#runBody(this.#programOf(key, lines));
    this.#frame = outer;
    this.leave();
    return outcome;
  }

  #programOf(key: string, lines: readonly Line[]): Body {
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const program = readProgram(lines, (diagnostic) => this.#add(diagnostic));
    this.#programs.set(key, program);
    return program;
  }

  #ignore(line: Line, reason: string): void {
    const text = quotable(line.text);
    this.report('preprocessor-line-ignored', { text, reason }, wholeFrom(line, 0));
  }

  /** Counts one line of a macro, loop or include. */
  #step(at: Site): boolean {
    return !this.#frame.counted || this.take('steps', at);
  }

  #count(characters: number, at: Site): boolean {
    return this.take('lines', at) && this.take('characters', at, characters);
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

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { wordTable } from '../syntax/word-table.ts';
import { longestLine } from '../text/decode.ts';
import { joinContinued, joinRows, type Line, spanOf } from '../text/lines.ts';
import { splitArguments } from './arguments.ts';
import { limits, limitWords } from './budget.ts';
import type { Branch, Macro, Node, Parameter } from './program.ts';
import { nameAt, namePattern, quotable, skipBlanks } from './words.ts';

/** Sorts lines into a tree of the preprocessor's blocks. Evaluates nothing. */
export function readProgram(lines: readonly Line[], report: (diagnostic: Diagnostic) => void): Node[] {
  return new ProgramReader(lines, report).read();
}

/** A block that is not closed yet. */
interface OpenBlock {
  readonly opener: Opener;
  readonly line: Line;
  readonly body: Node[];
  /** Makes the node of the block of its body. */
  readonly close: (body: Node[]) => Node;
  /** Ends one way through an `!if` and begins the next; null for other blocks. */
  readonly branch: ((line: Line, test: number | null) => void) | null;
}

type Opener = 'if' | 'while' | 'foreach' | 'procedure' | 'function' | 'definelong' | 'startsub';

const closers: Readonly<Record<string, Opener>> = wordTable({
  endif: 'if',
  endwhile: 'while',
  endfor: 'foreach',
  endforeach: 'foreach',
  endprocedure: 'procedure',
  endfunction: 'function',
  enddefinelong: 'definelong',
  endsub: 'startsub',
});

const terminators: Readonly<Record<Opener, string>> = {
  if: '!endif',
  while: '!endwhile',
  foreach: '!endfor',
  procedure: '!endprocedure',
  function: '!endfunction',
  definelong: '!enddefinelong',
  startsub: '!endsub',
};

/** So many lines are one, at most, when each ends in a backslash. */
const continuedMax = 100;

const assignment = new RegExp(`^!\\s*(?:(global|local)\\s+)?(\\$?${namePattern})\\s*(\\??)=(?!=)\\s*`, 'u');

class ProgramReader {
  readonly #lines: readonly Line[];
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #nodes: Node[] = [];
  readonly #open: OpenBlock[] = [];
  #next = 0;
  #inComment = false;
  /** Whether some JSON was not closed: then none behind it is looked for. */
  #openJson = false;

  constructor(lines: readonly Line[], report: (diagnostic: Diagnostic) => void) {
    this.#lines = lines;
    this.#report = report;
  }

  read(): Node[] {
    for (let line = this.#take(); line !== null; line = this.#take()) this.#readLine(line);
    while (this.#open.length > 0) this.#closeUnclosed();
    return this.#nodes;
  }

  #take(): Line | null {
    let line = this.#lines[this.#next++];
    if (line === undefined) return null;
    // Other continued lines are joined when the diagram is read.
    for (let joined = 0; joined < continuedMax && isContinued(line.text); joined++) {
      if (!line.text.startsWith('!') && !isOpenCall(line.text)) break;
      const next = this.#lines[this.#next];
      if (next === undefined || line.text.length + next.text.length > longestLine) break;
      this.#next++;
      line = joinContinued([line, next]);
    }
    return line;
  }

  #readLine(line: Line): void {
    const { text } = line;
    const verbatim = this.#isComment(text);
    if (verbatim || !text.startsWith('!')) {
      this.#add({ kind: 'text', line, verbatim });
      return;
    }
    const found = assignment.exec(text.slice(0, 1_000));
    if (found !== null) {
      const [all, scope, name = '', question] = found;
      this.#add({
        kind: 'assignment',
        name,
        scope: scope === 'global' || scope === 'local' ? scope : null,
        onlyIfUnset: question === '?',
        value: all.length,
        line: this.#wholeJson(line, all.length),
      });
      return;
    }
    const head = /^!\s*((?:(?:unquoted|final)\s+)*)(end\s*)?([a-z]\w*)\s*/i.exec(text.slice(0, 1_000));
    if (head === null) {
      this.#add({ kind: 'text', line, verbatim: true });
      return;
    }
    const [all, marks = '', end = '', word = ''] = head;
    const keyword = `${end.trim()}${word}`.toLowerCase();
    this.#readDirective(line, keyword, all.length, /unquoted/i.test(marks));
  }

  #isComment(text: string): boolean {
    if (this.#inComment) {
      this.#inComment = !text.endsWith("'/");
      return true;
    }
    const begins = text.startsWith("/'");
    this.#inComment = begins && (text.length < 4 || !text.endsWith("'/"));
    return begins || text.startsWith("'");
  }

  #readDirective(line: Line, keyword: string, rest: number, unquoted: boolean): void {
    const closes = closers[keyword];
    if (closes !== undefined) {
      this.#close(line, keyword, closes);
      return;
    }
    switch (keyword) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        this.#openIf(line, keyword, rest);
        return;
      case 'elseif':
      case 'else':
        this.#openBranch(line, keyword, keyword === 'else' ? null : rest);
        return;
      case 'while':
      case 'foreach':
        this.#openBlock(keyword, line, (body) => ({ kind: keyword, head: rest, line, body }));
        return;
      case 'startsub': {
        const name = line.text.slice(rest).trim();
        this.#openBlock('startsub', line, (body) => ({ kind: 'sub', name, body }));
        return;
      }
      case 'procedure':
      case 'function':
      case 'definelong':
      case 'define':
        this.#define(line, keyword, rest, unquoted);
        return;
      default:
        this.#add({ kind: 'directive', keyword, rest, line });
    }
  }

  #define(line: Line, kind: Macro['kind'], rest: number, unquoted: boolean): void {
    const { text } = line;
    const name = nameAt(text, rest);
    const open = rest + (name?.length ?? 0);
    const list = text[skipBlanks(text, open)] === '(' && (kind !== 'define' || text[open] === '(');
    const parameters = list ? splitArguments(text, skipBlanks(text, open)) : null;
    if (name === null || (parameters === null && (list || (kind !== 'define' && kind !== 'definelong')))) {
      const reason = 'a definition is a name with parameters in parentheses: `$name($a, $b="default")`';
      this.#report(diagnose('preprocessor-line-ignored', { text: quotable(text), reason }, spanOf(line)));
    }
    const macro: Macro = {
      kind,
      name: name ?? '',
      parameters: parameters?.arguments.map(({ start, end }) => readParameter(text, start, end)) ?? null,
      unquoted: unquoted || kind === 'define' || kind === 'definelong',
      line,
      rest: skipBlanks(text, parameters?.end ?? open),
      body: [],
    };
    const isWhole = kind === 'define' || (kind === 'function' && returnAt(macro) !== null);
    if (isWhole) this.#add({ kind: 'definition', macro, line });
    else this.#openBlock(kind, line, (body) => ({ kind: 'definition', macro: { ...macro, body }, line }));
  }

  #openIf(line: Line, keyword: 'if' | 'ifdef' | 'ifndef', test: number): void {
    const asks = keyword === 'if' ? 'value' : keyword === 'ifdef' ? 'defined' : 'undefined';
    const branches: Branch[] = [];
    const body: Node[] = [];
    let head: Omit<Branch, 'body'> = { line, test, asks };
    this.#push({
      opener: 'if',
      line,
      body,
      close: (last) => ({ kind: 'if', branches: [...branches, { ...head, body: last }], line }),
      branch: (next, condition) => {
        branches.push({ ...head, body: body.splice(0) });
        head = { line: next, test: condition, asks: 'value' };
      },
    });
  }

  #openBranch(line: Line, keyword: string, test: number | null): void {
    this.#closeDownTo('if');
    const block = this.#open.at(-1);
    if (block === undefined || block.branch === null) this.#reportStray(line, keyword, 'if');
    else block.branch(line, test);
  }

  #openBlock(opener: Opener, line: Line, close: OpenBlock['close']): void {
    this.#push({ opener, line, body: [], close, branch: null });
  }

  #push(block: OpenBlock): void {
    if (this.#open.length === limits.depth) {
      const args = { what: limitWords.depth, limit: limits.depth };
      this.#report(diagnose('expansion-limit', args, spanOf(block.line)));
    }
    this.#open.push(block);
  }

  #close(line: Line, keyword: string, opener: Opener): void {
    this.#closeDownTo(opener);
    if (this.#open.at(-1)?.opener !== opener) {
      this.#reportStray(line, keyword, opener);
      return;
    }
    const { close, body } = this.#open.pop() as OpenBlock;
    this.#add(close(body));
  }

  /** Closes what stands open inside the innermost block of that kind; nothing when there is none. */
  #closeDownTo(opener: Opener): void {
    const index = this.#open.findLastIndex((block) => block.opener === opener);
    if (index < 0) return;
    while (this.#open.length > index + 1) this.#closeUnclosed();
  }

  #closeUnclosed(): void {
    const { opener, line, body, close } = this.#open.pop() as OpenBlock;
    const args = { keyword: `!${opener}`, terminator: terminators[opener] };
    this.#report(diagnose('unclosed-block', args, spanOf(line)));
    this.#add(close(body));
  }

  #reportStray(line: Line, keyword: string, opener: Opener): void {
    const args = { keyword: `!${keyword}`, opener: `!${opener}` };
    this.#report(diagnose('preprocessor-stray-end', args, spanOf(line)));
  }

  #add(node: Node): void {
    // What is nested too deep is left out, and was named where it begins.
    if (this.#open.length > limits.depth) return;
    (this.#open.at(-1)?.body ?? this.#nodes).push(node);
  }

  /** The line of an assignment with the following ones, up to where its JSON is closed. */
  #wholeJson(line: Line, value: number): Line {
    if (this.#openJson || !/[[{]/.test(line.text[value] ?? '')) return line;
    const rows: [Line, ...Line[]] = [line];
    let depth = nesting(line.text, value);
    let length = line.text.length;
    for (let next = this.#next; depth > 0; next++) {
      const row = this.#lines[next];
      length += (row?.text.length ?? 0) + 1;
      if (row === undefined || length > longestLine) {
        this.#openJson = true;
        return line;
      }
      rows.push(row);
      depth += nesting(row.text, 0);
    }
    this.#next += rows.length - 1;
    return rows.length === 1 ? line : joinRows(rows);
  }
}

/** The offset of what a function of one line returns: `!function f($a) return $a`; null when it has a body. */
export function returnAt({ line, rest }: Macro): number | null {
  const found = /^!?\s*return\s+/i.exec(line.text.slice(rest, rest + 100));
  return found === null ? null : rest + found[0].length;
}

function readParameter(text: string, start: number, end: number): Parameter {
  const name = nameAt(text, start) ?? text.slice(start, end);
  const behind = skipBlanks(text, start + name.length);
  if (text[behind] !== '=' || behind >= end) return { name, fallback: null };
  return { name, fallback: { start: skipBlanks(text, behind + 1), end } };
}

function isContinued(text: string): boolean {
  return text.length > 1 && text.endsWith('\\') && !text.endsWith('\\\\');
}

/** Whether the line begins with a call whose parentheses are not closed. */
function isOpenCall(text: string): boolean {
  const name = nameAt(text, 0);
  return name !== null && text[name.length] === '(' && splitArguments(text, name.length) === null;
}

/** How many more brackets are opened than closed, outside of quoted text. */
function nesting(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let offset = start; offset < text.length; offset++) {
    const character = text[offset] as string;
    if (character === '"' && text[offset - 1] !== '\\') quoted = !quoted;
    else if (quoted) continue;
    else if ('[{'.includes(character)) depth++;
    else if (']}'.includes(character)) depth--;
  }
  return depth;
}

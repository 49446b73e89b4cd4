import type { Message, Statement } from './diagram.ts';

/**
 * The number that `autonumber` gives each message, as it is shown but without markup: `10`, `[007]`, `2.1.3`. A message
 * without one is not in it. Numbers run in text order through all operands.
 */
export function messageNumbers(statements: readonly Statement[]): ReadonlyMap<Message, string> {
  const numbers = new Map<Message, string>();
  let counter: Counter | null = null;
  let stopped: Counter = fresh;
  let fractional = false;
  visit(statements);
  return numbers;

  function visit(within: readonly Statement[]): void {
    for (const statement of within) {
      if (statement.kind === 'fragment') for (const operand of statement.operands) visit(operand.statements);
      else if (statement.kind === 'style') obey(statement.text);
      else if (statement.kind === 'message' && counter !== null && !statement.arrow.hidden) {
        numbers.set(statement, show(counter));
        counter = { ...counter, levels: stepped(counter) };
      }
    }
  }

  function obey(text: string): void {
    // In Mermaid, whose header this is, `1.5` is a number with a fraction; elsewhere it has two levels.
    if (/^sequenceDiagram/i.test(text)) fractional = true;
    const said = /^autonumber\b\s*(.{0,200})/i.exec(text)?.[1]?.trim();
    if (said === undefined) return;
    const word = /^[a-z]+/i.exec(said)?.[0].toLowerCase() ?? '';
    if (word === 'stop' || word === 'off') {
      stopped = counter ?? stopped;
      counter = null;
    } else if (word === 'resume') counter = { ...(counter ?? stopped), ...readPace(said.slice(word.length)) };
    else if (word === 'inc') counter = counter && raised(counter, said.slice(word.length).trim());
    else
      counter = {
        ...fresh,
        ...readPace(said.replace(/^(?:\d+(?:[.;,:]\d+)*)(?=\s|$)/, '')),
        ...readStart(said, fractional),
      };
  }
}

interface Counter {
  /** `2.1.3` has three levels; the last one counts messages. */
  readonly levels: readonly number[];
  readonly separator: string;
  readonly step: number;
  /** Where the number stands in what is shown, `[000]`; zeros say how many digits it has at least. */
  readonly format: string | null;
}

const fresh: Counter = { levels: [1], separator: '.', step: 1, format: null };

/** The step and the format behind a start or `resume`. */
function readPace(text: string): Partial<Counter> {
  const step = /^\s*(\d+(?:\.\d+)?)/.exec(text)?.[1];
  const format = /"([^"]*)"/.exec(text)?.[1];
  return {
    ...(step === undefined ? {} : { step: Number(step) }),
    ...(format === undefined ? {} : { format }),
  };
}

/** `10`, `1.1.1`, or a number that may have a fraction. */
function readStart(text: string, fractional: boolean): Partial<Counter> {
  const start = /^\d+(?:[.;,:]\d+)*(?=\s|$)/.exec(text)?.[0];
  if (start === undefined) return {};
  if (fractional) return { levels: [Number.parseFloat(start)] };
  const separator = /[.;,:]/.exec(start)?.[0] ?? '.';
  const levels = start.split(/[.;,:]/).map(Number);
  return { levels, separator };
}

function stepped({ levels, step }: Counter): readonly number[] {
  // Sums of fractions end in a row of digits that nobody meant.
  return levels.with(-1, Number(((levels.at(-1) ?? 0) + step).toFixed(6)));
}

/** `inc A` counts the first level up, `inc B` the second; those behind begin anew. Without a letter it is the last but one. */
function raised(counter: Counter, letter: string): Counter {
  const { levels } = counter;
  const named = letter === '' ? levels.length - 2 : letter.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0);
  if (named < 0 || named >= levels.length) return counter;
  return {
    ...counter,
    levels: levels.map((level, index) => (index < named ? level : index === named ? level + 1 : 1)),
  };
}

function show({ levels, separator, format }: Counter): string {
  const plain = levels.join(separator);
  if (format === null) return plain;
  const bare = format.replace(/<[^<>]*>/g, '');
  const place = /[#0]+/.exec(bare);
  if (place === null) return `${bare}${plain}`.trim();
  const digits = levels.length > 1 ? plain : plain.padStart(place[0].replaceAll('#', '').length, '0');
  return `${bare.slice(0, place.index)}${digits}${bare.slice(place.index + place[0].length)}`.trim();
}

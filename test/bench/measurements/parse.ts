import * as plantumlParser from 'plantuml-parser';
import type { Statement } from '../../../compiler/syntax/diagram.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { mixedOf, plantumlOf, type Source, wsdOf } from '../diagrams.ts';
import { type Measurement, type Subject, scaled } from '../measurement.ts';

/**
 * Text to a located tree: messages with everything between them that real diagrams have. All read the same text.
 *
 * The floor is what a program would do that only wants to know of each line what it is: it splits the text, and takes each line
 * apart with one pattern, which has an alternative for messages and one for lines that begin with a word or a mark. It knows
 * nothing of nesting, of lifelines or of places, so nobody can be as fast and say as much.
 */
export function parsing(messages: number): Measurement {
  return {
    name: `parse ${messages.toLocaleString('en')} messages`,
    unit: 'messages',
    clock: 'processor',
    subjects: (scale) => {
      const count = scaled(messages, scale);
      const source = mixedOf(count);
      return [
        subject(floor, null, matchLines(mixedLine), source, count),
        subject('ours', floor, parseOurs, source, count),
        subject('plantuml-parser 0.4.0', 'ours', parsePeer, source, count),
      ];
    },
  };
}

/** Messages and nothing else, in the two families of languages. */
export const parsingPlain: Measurement = {
  name: 'parse 100,000 messages and nothing else',
  unit: 'messages',
  clock: 'processor',
  subjects: (scale) => {
    const count = scaled(100_000, scale);
    const plantuml = plantumlOf(count);
    const wsd = wsdOf(count);
    return [
      subject(floor, null, matchLines(messageLine), plantuml, count),
      subject('PlantUML', floor, parseOurs, plantuml, count),
      subject('WSD', floor, parseOurs, wsd, count),
    ];
  },
};

const floor = 'split and one pattern a line';

const mixedLine = /^\s*(?:(\w+)\s*(<?--?>?>?)\s*(\w+)\s*(\+\+|--)?\s*:\s*(.*)|(\w+|'|==)\s*(.*)|)$/;
const messageLine = /^\s*(\w+)\s*(<?--?>?>?)\s*(\w+)\s*:\s*(.*)$/;

/** What was read, and a way to count the messages in it. */
interface Read {
  readonly found: unknown;
  readonly messages: () => number;
}

/**
 * That all messages are found is seen once, so that the counting is in nobody's time. A small tree is kept: where the last one
 * is collected between two timings, the engine forgets the shapes of its nodes and the code that it made for them.
 */
function subject(
  name: string,
  against: string | null,
  read: (source: Source) => Read,
  source: Source,
  messages: number,
): Subject {
  const found = read(source).messages();
  if (found !== messages) throw new Error(`"${name}" found ${found} of ${messages} messages`);
  const kept = read(mixedOf(24)).found;
  return { name, against, prepare: () => () => (read(source).found === kept ? 0 : messages) };
}

function matchLines(pattern: RegExp): (source: Source) => Read {
  return ({ text }) => {
    const found = text.split('\n').map((line) => pattern.exec(line));
    return { found, messages: () => found.filter((match) => match?.[1] !== undefined).length };
  };
}

function parseOurs({ file, text }: Source): Read {
  const [diagram] = parse(text, file).diagrams;
  return { found: diagram ?? null, messages: () => countMessages(diagram?.statements ?? []) };
}

function countMessages(statements: readonly Statement[]): number {
  let count = 0;
  for (const statement of statements) {
    if (statement.kind === 'message') count++;
    else if (statement.kind === 'fragment') {
      for (const operand of statement.operands) count += countMessages(operand.statements);
    }
  }
  return count;
}

function parsePeer({ text }: Source): Read {
  const [diagram] = plantumlParser.parse(text);
  const elements = diagram?.elements ?? [];
  return {
    found: diagram ?? null,
    messages: () => elements.filter((element) => element instanceof plantumlParser.Relationship).length,
  };
}

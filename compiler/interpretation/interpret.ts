import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { DrawnMessage, Interaction } from '../interaction/interaction.ts';
import { drawnMessages } from '../interaction/lower-message.ts';
import { type Drawing, findMessage, isDrawn } from '../interaction/message-name.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { Interpretation } from './interpretation.ts';
import { reverse } from './reverse.ts';
import type { Rewrite } from './rewrites.ts';
import { stepsOf } from './steps-of.ts';

/** What an interpretation made, of what, and what is wrong with it: nothing of it is passed over in silence. */
export interface Interpreted<Made> {
  readonly meant: Made;
  readonly rewrites: readonly Rewrite[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The diagram with its messages turned as they are meant, which is done before it gets its meaning, so that replies are found
 * as they are meant. Messages keep their places and numbers.
 */
export function redraw(diagram: Diagram, { reverse: names = [] }: Interpretation): Interpreted<Diagram> {
  const diagnostics: Diagnostic[] = [];
  const drawing = { ...diagram, messages: drawnMessages(diagram.statements) };
  const found = new Set<DrawnMessage>();
  for (const name of names) {
    const one = findMessage(name, drawing);
    if (isDrawn(one)) found.add(one);
    else diagnostics.push(one);
  }
  return {
    meant: reverse(diagram, new Set([...found].map(({ statement }) => statement))),
    rewrites: [...found].map((message) => ({ kind: 'reverse', messages: [message] })),
    diagnostics,
  };
}

/**
 * The meaning that the authors had in mind, made of what the redrawn diagram says: each part of the interpretation is carried
 * out on what the part before it has made. `drawing` is the diagram as it is drawn, of which names speak.
 */
export function interpret(
  interaction: Interaction,
  interpretation: Interpretation,
  drawing: Drawing,
): Interpreted<Interaction> {
  const unknown = Object.keys(interpretation).filter((key) => !options.has(key));
  const nothing: Interpreted<Interaction> = {
    meant: interaction,
    rewrites: [],
    diagnostics: unknown.map((key) =>
      diagnose('binding-unsupported', { option: `interpret.${key}` }, drawing.span),
    ),
  };
  return stepsOf(interpretation).reduce((before, step) => {
    const { meant, rewrites, diagnostics } = step(before.meant, drawing);
    return {
      meant,
      rewrites: [...before.rewrites, ...rewrites],
      diagnostics: [...before.diagnostics, ...diagnostics],
    };
  }, nothing);
}

const options: ReadonlySet<string> = new Set<keyof Interpretation>([
  'reverse',
  'refs',
  'threads',
  'alternatives',
  'unordered',
  'optional',
  'repeat',
  'latest',
  'extra',
  'after',
]);

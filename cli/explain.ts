import { catalogue, type DiagnosticName } from '../compiler/diagnostics/catalogue.ts';
import { type Example, examples } from '../compiler/diagnostics/examples.ts';
import { nearest } from '../compiler/syntax/nearest.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { explainDirectives } from './explain-directives.ts';

/** `seqwright explain`: what a finding means, at length. */
export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'tell what a finding of check means, by its code or name',
  examples: [
    { line: 'seqwright explain SQ501', does: 'what a race is' },
    { line: 'seqwright explain reply-backwards', does: 'another finding, by its name' },
    { line: 'seqwright explain @timeout', does: 'a directive, with an example' },
    { line: 'seqwright explain directives', does: 'all directives' },
    { line: 'seqwright explain', does: 'all codes and names' },
  ],
  declare: (command) => {
    command
      .argument('[code]', 'a code such as SQ501, a name such as race, or a directive such as @timeout')
      .option('--json', 'print for machines')
      .action(exitingWith(explain));
  },
};

function explain(asked: string | undefined, options: { readonly json?: true }): ExitCode {
  if (asked === 'directives' || asked?.startsWith('@') === true) {
    console.log(explainDirectives(asked, options.json === true));
    return exitCodes.pass;
  }
  const found = asked === undefined ? topics : [topicOf(asked)];
  if (options.json === true) console.log(JSON.stringify(asked === undefined ? found : found[0], null, 2));
  else console.log(asked === undefined ? index(found) : found.map(page).join('\n'));
  return exitCodes.pass;
}

interface Topic {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly explanation: string;
  /** Absent where words are enough. */
  readonly example?: Example;
}

const topics: readonly Topic[] = (Object.keys(catalogue) as readonly DiagnosticName[])
  .map((name) => {
    const { code, severity, explanation } = catalogue[name];
    const example = examples[name];
    return { code, name, severity, explanation, ...(example === undefined ? {} : { example }) };
  })
  .toSorted((a, b) => Number(a.code.slice(2)) - Number(b.code.slice(2)));

function topicOf(asked: string): Topic {
  const wanted = asked.toLowerCase();
  const topic = topics.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
  if (topic !== undefined) return topic;
  const close = nearest(
    wanted,
    topics.map(({ name }) => name),
  );
  const hint = close === null ? '`seqwright explain` lists them' : `did you mean "${close}"?`;
  throw new UsageError(`there is no finding "${asked}"; ${hint}`);
}

/** A line each: what it is called, how grave it is, and the first sentence of what it means. */
function index(found: readonly Topic[]): string {
  const width = Math.max(...found.map(({ name }) => name.length));
  return found
    .map(({ code, name, severity, explanation }) => {
      const [first = ''] = explanation.split(/(?<=\.) /);
      return `${code}  ${name.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${first}`;
    })
    .join('\n');
}

function page({ code, name, severity, explanation, example }: Topic): string {
  const words = `${code} ${name} (${severity})\n\n${wrap(explanation, 80)}`;
  if (example === undefined) return words;
  return [words, 'This has it:', indented(example.wrong), 'This has not:', indented(example.right)].join(
    '\n\n',
  );
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** Breaks a text between words, so that no line is wider than that unless a word is. */
function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

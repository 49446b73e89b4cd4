import { catalogue } from '../compiler/diagnostics/catalogue.ts';
import { nearest } from '../compiler/syntax/nearest.ts';
import { type CommandDefinition, exitingWith, UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** `seqwright explain`: what a finding means, at length. */
export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'tell what a finding of check means, by its code or name',
  examples: [
    { line: 'seqwright explain SQ501', does: 'what a race is' },
    { line: 'seqwright explain reply-backwards', does: 'another finding, by its name' },
    { line: 'seqwright explain', does: 'all codes and names' },
  ],
  declare: (command) => {
    command
      .argument('[code]', 'a code such as SQ501, or a name such as race')
      .option('--json', 'print for machines')
      .action(exitingWith(explain));
  },
};

function explain(asked: string | undefined, options: { readonly json?: true }): ExitCode {
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
}

const topics: readonly Topic[] = Object.entries(catalogue)
  .map(([name, { code, severity, explanation }]) => ({ code, name, severity, explanation }))
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

function index(found: readonly Topic[]): string {
  const width = Math.max(...found.map(({ name }) => name.length));
  return found.map(({ code, name, severity }) => `${code}  ${name.padEnd(width)}  ${severity}`).join('\n');
}

function page({ code, name, severity, explanation }: Topic): string {
  return `${code} ${name} (${severity})\n\n${wrap(explanation, 80)}`;
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

import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import type { Construct, Reader } from '../construct.ts';
import type { Participant } from '../diagram.ts';
import { rewriting } from '../fixes.ts';
import { isMermaidName } from '../names.ts';
import { readText } from './mermaid-text.ts';
import { lifelineKind } from './participant.ts';

/** `participant X as Long name`, `actor X`, `participant X@{ "type": "database" }`, `create participant X`, in Mermaid. */
export const mermaidParticipant: Construct = {
  name: 'participant',
  begins: ['create', 'participant', 'actor'],
  read(line, reader) {
    const { text } = line;
    const head = /^(create\s+)?(participant|actor)\s+/i.exec(text);
    if (head === null) return null;
    const start = head[0].length;
    const options = /@\{[^}]*\}/.exec(text);
    const as = aliasAt(text, options === null ? start : options.index + options[0].length);
    const id = text.slice(start, options?.index ?? as?.start ?? text.length).trim();
    if (!isMermaidName(id)) return null;
    const alias = as === null ? null : readText(line, as.end, reader);
    const shown = alias === null ? optionOf(options?.[0], 'alias') : alias.text;
    const created = head[1] === undefined ? '' : 'create';
    const participant: Participant = {
      kind: 'participant',
      lifelineKind: lifelineKind(optionOf(options?.[0], 'type') ?? head[2] ?? '') ?? 'participant',
      id,
      name: shown === null || shown === '' ? id : shown,
      order: null,
      decoration: [created, options?.[0] ?? '', alias?.wrap ?? ''].filter((part) => part !== '').join(' '),
      span: spanOf(line),
      idSpan: spanOf(line, start, start + id.length),
    };
    reportQuoted(line, reader, participant);
    // The last declaration that says what is shown holds.
    const problem = reader.lifelines.declare(participant, shown !== null && shown !== '');
    if (problem !== null) reader.report(problem);
    if (created === '') return participant;
    reader.lifelines.use(id, participant.idSpan);
    return {
      kind: 'statements',
      statements: [
        participant,
        {
          kind: 'activation',
          action: 'create',
          id,
          decoration: '',
          span: participant.span,
        },
      ],
    };
  },
};

/** Where `as` stands, behind which there may be nothing. Behind a name in quotes it is a part of that name. */
function aliasAt(text: string, from: number): { readonly start: number; readonly end: number } | null {
  if (text[from] === '"') return null;
  const found = /\sas(?=\s|$)/i.exec(text.slice(from - 1));
  if (found === null) return null;
  const start = from - 1 + found.index;
  return { start, end: start + found[0].length };
}

/** The value of a key between the braces, which are written as in JSON or as in YAML. */
function optionOf(options: string | undefined, key: string): string | null {
  const found = new RegExp(`[{,\\s"']${key}["']?\\s*:\\s*(?:"([^"]*)"|'([^']*)'|([^,}"']+))`, 'i').exec(
    options ?? '',
  );
  return found?.[1] ?? found?.[2] ?? found?.[3]?.trim() ?? null;
}

function reportQuoted(line: Line, reader: Reader, { id, idSpan }: Participant): void {
  const [, name, alias] = /^"([^"]+)"\s+as\s+(\S.*)$/i.exec(id) ?? [];
  if (name === undefined || alias === undefined) return;
  const start = line.text.indexOf(id);
  const meant = { start, end: start + id.length, text: `${alias} as ${name}` };
  reader.report(diagnose('quoted-name-first', { id, name, alias }, idSpan, [], rewriting(line, meant, true)));
}

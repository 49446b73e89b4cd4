import { spanOf } from '../../text/lines.ts';
import { type Construct, reading } from '../construct.ts';
import type { Participant } from '../diagram.ts';
import { isMermaidName } from '../names.ts';
import { lifelineKind } from './participant.ts';

/** `participant X as Long name`, `actor X`, `participant X@{ "type": "database" }`, `create participant X`, in Mermaid. */
export const mermaidParticipant: Construct = {
  name: 'participant',
  read(line, reader) {
    const { text } = line;
    const head = /^(create\s+)?(participant|actor)\s+/i.exec(text);
    if (head === null) return null;
    const start = head[0].length;
    const options = /@\{[^}]*\}/.exec(text);
    const as = text
      .toLowerCase()
      .indexOf(' as ', options === null ? start : options.index + options[0].length - 1);
    const idEnd = options?.index ?? (as < 0 ? text.length : as);
    const id = text.slice(start, idEnd).trim();
    if (!isMermaidName(id)) return null;
    const type = /"?type"?\s*:\s*"?(\w+)/i.exec(options?.[0] ?? '')?.[1] ?? head[2] ?? '';
    const inlineAlias = /"?alias"?\s*:\s*"([^"]*)"/i.exec(options?.[0] ?? '')?.[1];
    const name = as < 0 ? inlineAlias : text.slice(as + ' as '.length).trim();
    const created = head[1] !== undefined;
    const participant: Participant = {
      kind: 'participant',
      lifelineKind: lifelineKind(type) ?? 'participant',
      id,
      name: name === undefined || name === '' ? id : name,
      decoration: `${created ? 'create ' : ''}${options?.[0] ?? ''}`.trim(),
      span: spanOf(line),
      idSpan: spanOf(line, start, start + id.length),
    };
    const problem = reader.lifelines.declare(participant);
    if (problem !== null) reader.report(problem);
    if (!created) return reading(participant);
    reader.lifelines.use(id, participant.idSpan);
    return reading(participant, {
      kind: 'activation',
      action: 'create',
      id,
      decoration: '',
      span: participant.span,
    });
  },
};

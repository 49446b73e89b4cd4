import { type Line, spanOf } from '../../text/lines.ts';
import type { Construct, Reader, Reading } from '../construct.ts';
import type { Activation } from '../diagram.ts';
import { isMermaidName, readQuoted, readWordOrQuoted, skipBlanks } from '../names.ts';
import { readPrefix } from './message-prefix.ts';
import { isTail } from './participant.ts';

/** `activate X #gold`, `deactivate`, `create X`, `destroy X`, `X++`, in PlantUML. */
export const plantumlActivation: Construct = {
  name: 'activation',
  read(line, reader) {
    const { text } = line;
    const head = /^(activate|deactivate|create|destroy)(?=\s|$)/i.exec(text);
    if (head === null) return readShort(line, reader);
    const action = head[0].toLowerCase() as Activation['action'];
    const offset = skipBlanks(text, head[0].length);
    if (offset === text.length) return readBare(line, reader, action);
    const name = readWordOrQuoted(text, offset);
    if (name === null) return null;
    const decoration = text.slice(skipBlanks(text, name.end));
    const fits = action === 'create' ? isTail(decoration) : /^(?:#[^\s#]+\s*){0,2}$/.test(decoration);
    if (decoration !== '' && !fits) return null;
    const span = spanOf(line, name.start, name.end);
    if (action === 'create') reader.lifelines.bring(name.name, 'participant', span);
    const id = reader.lifelines.use(name.name, span);
    return { kind: 'activation', action, id, decoration, span: spanOf(line) };
  },
};

/** `activate Name with (parentheses)` and its kin, in WSD and SDO. */
export const wsdActivation: Construct = {
  name: 'activation',
  begins: ['activate', 'deactivate', 'create', 'destroy'],
  read(line, reader) {
    const { text } = line;
    const head = /^(activate|deactivate|deactivateafter|create|destroy|destroyafter|destroysilent)\s+/i.exec(
      text,
    );
    if (head === null) return null;
    const keyword = (head[1] as string).toLowerCase();
    // When exactly the bar or the cross is drawn is a matter of looks.
    const ending = /(?:after|silent)$/.exec(keyword)?.[0] ?? '';
    const action = keyword.slice(0, keyword.length - ending.length) as Activation['action'];
    const start = head[0].length;
    const rest = text.slice(start);
    const color = reader.lifelines.isDeclared(rest)
      ? null
      : /(?:\s+##?[\w;.-]+#{0,2}){1,2}$/.exec(rest.slice(-80));
    const end = text.length - (color?.[0].length ?? 0);
    const written = text.slice(start, end);
    const quoted = readQuoted(text, start);
    const id = quoted?.end === end ? quoted.name : written;
    const span = spanOf(line, start, end);
    if (action === 'create') reader.lifelines.bring(id, 'participant', span);
    reader.lifelines.use(id, span);
    return {
      kind: 'activation',
      action,
      id,
      decoration: `${ending} ${color?.[0].trim() ?? ''}`.trim(),
      span: spanOf(line),
    };
  },
};

/** `activate X`, `deactivate X` and `destroy X`, in Mermaid, which creates with a declaration only. */
export const mermaidActivation: Construct = {
  name: 'activation',
  begins: ['activate', 'deactivate', 'destroy'],
  read(line, reader) {
    const { text } = line;
    const head = /^(activate|deactivate|destroy)\s+/i.exec(text);
    const id = text.slice(head?.[0].length ?? 0);
    if (head === null || !isMermaidName(id)) return null;
    const action = (head[1] as string).toLowerCase() as Activation['action'];
    reader.lifelines.use(id, spanOf(line, head[0].length));
    return { kind: 'activation', action, id, decoration: '', span: spanOf(line) };
  },
};

/** `return label` in PlantUML: answers the innermost activation, else the last message. */
export const plantumlReturn: Construct = {
  name: 'return',
  begins: ['return', '&', '{'],
  read(line, reader) {
    const { text } = line;
    const prefix = readPrefix(line);
    const head = /^return(\s+#\S+)?(?:\s+|$)/i.exec(text.slice(prefix.end));
    const call = head === null ? null : reader.answered();
    if (head === null || call === null) return null;
    const span = spanOf(line, prefix.end, prefix.end + 'return'.length);
    const labelStart = prefix.end + head[0].length;
    for (const end of [call.message.from, call.message.to]) {
      if (end.kind === 'lifeline') reader.lifelines.use(end.id, span);
    }
    return {
      kind: 'message',
      from: { ...call.message.to, span },
      to: { ...call.message.from, span },
      alsoTo: [],
      arrow: {
        line: 'dashed',
        head: 'filled',
        bidirectional: false,
        reversed: false,
        lost: false,
        hidden: false,
        text: 'return',
      },
      label: text.slice(labelStart),
      decoration: (head[1] ?? '').trim(),
      parallel: prefix.parallel,
      anchors: { start: prefix.anchor, end: null },
      span: spanOf(line),
      labelSpan: spanOf(line, labelStart),
      lifecycle: call.activated ? ['deactivate'] : [],
    };
  },
};

function readShort(line: Line, reader: Reader): Reading | null {
  const name = readWordOrQuoted(line.text, 0);
  const mark =
    name === null ? null : /^\s*(\+\+|--|\*\*|!!)((?:\s*#[^\s#]+){0,2})$/.exec(line.text.slice(name.end));
  if (name === null || mark === null) return null;
  const actions = { '++': 'activate', '--': 'deactivate', '**': 'create', '!!': 'destroy' } as const;
  const action = actions[mark[1] as keyof typeof actions];
  const span = spanOf(line, name.start, name.end);
  if (action === 'create') reader.lifelines.bring(name.name, 'participant', span);
  reader.lifelines.use(name.name, span);
  return {
    kind: 'activation',
    action,
    id: name.name,
    decoration: (mark[2] ?? '').trim(),
    span: spanOf(line),
  };
}

/** A lone `deactivate` speaks of the lifeline that was activated last. */
function readBare(line: Line, reader: Reader, action: Activation['action']): Reading | null {
  const id = action === 'deactivate' ? reader.lastActive() : null;
  if (id === null) return null;
  return { kind: 'activation', action, id, decoration: '', span: spanOf(line) };
}

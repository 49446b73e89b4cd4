import type { Style } from '../syntax/diagram.ts';
import type { Context } from './context.ts';
import { type Made, made } from './made.ts';

/** A line that says how things look: what has a counterpart is written, the others are left out. */
export function convertStyle(style: Style, context: Context): Made {
  const { target } = context;
  const { text, span } = style;
  if (/^sequenceDiagram\b/i.test(text)) return made();
  const numbers = /^autonumber\b(.*)$/i.exec(text)?.[1]?.trim();
  if (numbers !== undefined) {
    if (/^(?:off|stop)\b/i.test(numbers)) return made({ ...style, text: target.autonumberOff });
    const start = /^\d+(?:\s+\d+)?/.exec(numbers)?.[0] ?? '';
    const more = numbers.slice(start.length).trim();
    if (more !== '' && !/^on$/i.test(more)) context.leaveOut(`\`${more}\` of autonumber`, span);
    const written = target.autonumber(start === '' ? [] : start.split(/\s+/));
    if (!written.endsWith(start)) context.leaveOut('the step of autonumber', span);
    return made({ ...style, text: written });
  }
  const active = /^auto(?:activate|activation)\b\s*(on|off)?/i.exec(text);
  if (active !== null && target.autoactivate !== null) {
    return made({ ...style, text: `${target.autoactivate} ${active[1]?.toLowerCase() ?? 'on'}` });
  }
  const [first = ''] = text.split('\n');
  context.leaveOut(`\`${first.length > 40 ? `${first.slice(0, 39)}…` : first}\``, span);
  return made();
}

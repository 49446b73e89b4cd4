import { normaliseLabel } from '../interaction/label.ts';
import type { Message } from '../syntax/diagram.ts';

/**
 * Which messages back may be replies: `dashed` ones alone, `solid` ones as well, or (`auto`) what the diagram itself suggests.
 */
export type ReplyReading = 'auto' | 'dashed' | 'solid';

/** Every reading, the usual one first. */
export const replyReadings: readonly ReplyReading[] = ['auto', 'dashed', 'solid'];

/** How a diagram is read; `hinted`: a solid message back is a reply unless its label or an activation speaks against it. */
export type SettledReading = 'dashed' | 'solid' | 'hinted';

/**
 * Authors differ, and one diagram is mostly of one hand: where a dashed line is drawn between lifelines, replies are dashed;
 * where none is, they are drawn solid, if at all.
 */
export function settleReading(reading: ReplyReading, messages: readonly Message[]): SettledReading {
  if (reading !== 'auto') return reading;
  return messages.some(({ arrow, from, to }) => arrow.line === 'dashed' && !isSame(from, to))
    ? 'dashed'
    : 'hinted';
}

/** What a label says of itself: `200 OK` or `return x` is an answer, `GET /orders` or `really?` a request. */
export function saidBy(label: string): 'answer' | 'request' | null {
  const text = normaliseLabel(label)
    .replace(/^\(?\d+(?:\.\d+)*[.):]\)?\s*/, '')
    .toLowerCase();
  if (/^(?:get|post|put|patch|delete|head|options)\b|\?$|request$/.test(text)) return 'request';
  if (
    /^(?:http(?:\/\d(?:\.\d)?)?\s*)?[1-5]\d\d(?!\d)/.test(text) ||
    /^(?:returns?|reply|replies|response|result|ok|okay|n?ack|acknowledge(?:d|ment)?|success|done|yes|no|error|fail(?:ed|ure)?)\b/.test(
      text,
    ) ||
    /(?:response|reply|\backs?|\bnack|result|answer)s?$/.test(text)
  )
    return 'answer';
  return null;
}

function isSame(from: Message['from'], to: Message['to']): boolean {
  return from.kind === 'lifeline' && to.kind === 'lifeline' && from.id === to.id;
}

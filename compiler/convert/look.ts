import type { Arrow, Message } from '../syntax/diagram.ts';
import type { HalfHead, Look } from './target.ts';

/** How the arrow of a message looks. A cross where nothing is lost, as on a message to oneself or a last one in Mermaid, is only drawn. */
export function lookOf({ arrow, from, to }: Message): Look {
  const { line, head } = arrow;
  const isSelf = from.kind === 'lifeline' && to.kind === 'lifeline' && from.id === to.id;
  if (head === 'half') return { line, head: halfHead(arrow) };
  if (head === 'cross' && (isSelf || !arrow.lost)) return { line, head: 'open' };
  return { line, head };
}

/** Another look that means the same, for targets that do not have this one; a filled solid head is a call, and the others are not. */
export function plainer({ line, head }: Look): Look | null {
  if (head === 'cross') return null;
  return { line, head: line === 'dashed' && head === 'none' ? 'filled' : 'open' };
}

/** In `-\\` the upper half of the head is drawn, and in its mirror image `/-` as well. */
function halfHead({ text, reversed }: Arrow): HalfHead {
  const tip = reversed ? /^[/\\|]+/.exec(text)?.[0] : /[/\\]+(?=[()\w\s]*$)/.exec(text)?.[0];
  const marks = (tip ?? '\\').replaceAll('|', '');
  const isUpper = marks.includes('\\') !== reversed;
  const isOpen = marks.length > 1;
  if (isUpper) return isOpen ? 'upper open' : 'upper';
  return isOpen ? 'lower open' : 'lower';
}

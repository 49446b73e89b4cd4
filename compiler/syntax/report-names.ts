import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Fix, replacing } from '../diagnostics/fix.ts';
import type { Line } from '../text/lines.ts';
import type { Dialect } from './diagram.ts';
import { appending } from './fixes.ts';
import type { KnownLifeline } from './lifelines.ts';
import { isWord } from './names.ts';
import { nearest } from './nearest.ts';

/** So many lifelines are compared with each other; nobody draws more. */
const compared = 300;

/** What is known beside the names. */
export interface NamesAround {
  readonly dialect: Dialect;
  /** The last line that declares a lifeline. */
  readonly declared: Line | null;
}

/** What names alone give away: lifelines that nobody declared, those that are most likely misspelt, and ids that are taken for names. */
export function reportNames(lifelines: readonly KnownLifeline[], around: NamesAround): Diagnostic[] {
  const shown = new Map(lifelines.filter(isOnlyShown).map((lifeline) => [lifeline.name, lifeline]));
  return lifelines.flatMap((lifeline, index) => {
    if (lifeline.declared) return [];
    const { id, span } = lifeline;
    const swapped = shown.get(id);
    if (swapped !== undefined) return [reportSwapped(lifeline, swapped, around)];
    const undeclared = diagnose('undeclared-lifeline', { id }, span, [], declaring(lifeline, around));
    const meant = index < compared ? intended(lifeline, lifelines.slice(0, compared)) : null;
    if (meant === null) return [undeclared];
    const related = [{ span: meant.span, message: `"${meant.id}" is here` }];
    const args = { id, suggestion: meant.id };
    return [undeclared, diagnose('misspelt-lifeline', args, span, related, renaming(lifeline, meant))];
  });
}

/** Declared under an id that nothing uses. What stands in quotation marks is another matter. */
function isOnlyShown({ id, name, declared, uses }: KnownLifeline): boolean {
  return declared && uses === 0 && id !== name && !id.startsWith('"');
}

function reportSwapped(used: KnownLifeline, declared: KnownLifeline, { dialect }: NamesAround): Diagnostic {
  const args = { used: used.id, id: declared.id, idFirst: dialect === 'mermaid' };
  return diagnose('alias-swapped', args, declared.span, [
    { span: used.span, message: `"${used.id}" is used here` },
  ]);
}

/** A declaration behind the last one; whether it is wanted is the author's business. */
function declaring({ id, span }: KnownLifeline, { dialect, declared }: NamesAround): readonly Fix[] {
  if (declared === null || span.line <= declared.line || declared.text.endsWith('[')) return [];
  const written = dialect !== 'plantuml' || isWord(id) ? id : `"${id}"`;
  return appending(`participant ${written}`, declared.indent, declared, false);
}

/** The other name where this one is used, as it is written there: with or without quotation marks. */
function renaming({ id, span, isLiteral }: KnownLifeline, meant: KnownLifeline): readonly Fix[] {
  const quotes = (span.endColumn - span.column - id.length) / 2;
  if (!isLiteral || span.line !== span.endLine || (quotes !== 0 && quotes !== 1)) return [];
  const quoted = quotes === 1 ? `"${meant.id}"` : meant.id;
  return quotes === 0 && meant.id.includes(' ') && !id.includes(' ')
    ? []
    : [replacing(id, quoted, span, false)];
}

/** The lifeline that was meant by one that is used only once: a close one that is declared, used more, or came first. */
function intended(lifeline: KnownLifeline, all: readonly KnownLifeline[]): KnownLifeline | null {
  if (lifeline.uses !== 1) return null;
  const place = all.indexOf(lifeline);
  const candidates = all.filter(
    (other, index) => other !== lifeline && isLikelier(other, index < place, lifeline.id),
  );
  const found = nearest(
    lifeline.id,
    candidates.map((other) => other.id),
  );
  return candidates.find((other) => other.id === found) ?? null;
}

function isLikelier(other: KnownLifeline, first: boolean, id: string): boolean {
  if (!other.declared && other.uses === 1 && !first) return false;
  // `Server`, `Server1` and `Server2` are three servers, not a slip of the pen.
  return withoutNumbers(other.id) !== withoutNumbers(id);
}

function withoutNumbers(id: string): string {
  return id.replace(/\d+/g, '');
}

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { KnownLifeline } from './lifelines.ts';
import { nearest } from './nearest.ts';

/** So many lifelines are compared with each other; nobody draws more. */
const compared = 300;

/** What names alone give away: lifelines that nobody declared, and those that are most likely misspelt. */
export function reportNames(lifelines: readonly KnownLifeline[]): Diagnostic[] {
  return lifelines.flatMap((lifeline, index) => {
    if (lifeline.declared) return [];
    const undeclared = diagnose('undeclared-lifeline', { id: lifeline.id }, lifeline.span);
    const meant = index < compared ? intended(lifeline, lifelines.slice(0, compared)) : null;
    if (meant === null) return [undeclared];
    const related = [{ span: meant.span, message: `"${meant.id}" is here` }];
    const misspelt = diagnose(
      'misspelt-lifeline',
      { id: lifeline.id, suggestion: meant.id },
      lifeline.span,
      related,
    );
    return [undeclared, misspelt];
  });
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

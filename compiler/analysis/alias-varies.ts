import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, Lifeline } from '../syntax/diagram.ts';

/**
 * Lifelines whose id has the words of their name but for one, `"Buyer OrderTile Feed" as BuyerOrderFeed`: mostly one of the two was
 * renamed. An abbreviation, `"Payment Service" as PaymentSvc`, is none.
 */
export function reportAliasVaries({ lifelines }: Diagram): readonly Diagnostic[] {
  return lifelines.flatMap(({ id, name, span }: Lifeline) => {
    if (id === name) return [];
    const shown = normaliseLabel(name).replace(/\[[^[\]]*\]|\([^()]*\)/g, ' ');
    const [short, long] = [partsOf(id), shown.split(/[\s_.-]+/).filter((word) => word !== '')];
    if (short.length < 2 || short.length !== long.length) return [];
    const different = long.flatMap((word, at) => {
      const part = short[at] ?? '';
      return part.toLowerCase() === word.toLowerCase() ? [] : [{ part, word }];
    });
    const [pair, ...others] = different;
    if (pair === undefined || others.length > 0 || abbreviates(pair.part, pair.word)) return [];
    return [diagnose('alias-varies', { id, name: shown.trim(), ...pair }, span)];
  });
}

/** `BuyerCfdFeed` and `buyer_cfd_feed` have three. */
function partsOf(name: string): readonly string[] {
  return name.match(/\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+\d*|\d+/gu) ?? [];
}

/**
 * Is the one made of letters of the other, in their order, and no whole part of it, as `Order` is of `OrderTile`? Then it is an
 * abbreviation. A number is none of a word, but tells it from others as well; `Event` and `Events` are the same word.
 */
function abbreviates(short: string, long: string): boolean {
  const [one, other] = [short, long].map(lettersOf);
  if (one === undefined || other === undefined || one === '' || other === '') return true;
  if (`${one}s` === other || `${other}s` === one) return true;
  const parts = partsOf(long).map(lettersOf);
  if (parts.length > 1 && parts.includes(one)) return false;
  let at = -1;
  const inOrder = Array.from(one).every((letter) => {
    at = other.indexOf(letter, at + 1);
    return at >= 0;
  });
  return inOrder && one[0] === other[0];
}

function lettersOf(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

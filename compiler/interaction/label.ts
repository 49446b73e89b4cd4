/**
 * The form in which labels of diagrams and of events are compared: markup, links and numbering off, entities decoded,
 * `\n` and `<br/>` to a blank, white space folded, case kept. Normalising again changes nothing, so a label may be
 * written as drawn or as it was printed.
 */
export function normaliseLabel(label: string): string {
  let text = label;
  for (let round = 0; round < roundsMax; round++) {
    const next = normaliseOnce(text);
    if (next === text) return text;
    text = next;
  }
  return text;
}

/** Each round takes away or decodes something; nobody nests more of it than this. */
const roundsMax = 20;

function normaliseOnce(label: string): string {
  let text = label;
  for (const [pattern, replacement] of rewritings) text = text.replace(pattern, replacement);
  return decodeEntities(text).replace(/\s+/g, ' ').trim();
}

/**
 * In this order: a link may hold markup, and entities come last so that a decoded `<` is never taken for a tag. Nothing looks
 * far ahead for what closes a mark, so that a label full of them takes no longer than any other.
 */
const rewritings: readonly (readonly [RegExp, string])[] = [
  [/%autonumber%/gi, ''],
  // PlantUML links: [[url{tip} text]], [[url text]], [[url]]
  [/\[\[[^[\]\s{]*(?:\{[^}[]*\})?\s*([^[\]]*)\]\]/g, '$1'],
  [/\\n/g, ' '],
  [/<br\s*\/?>/gi, ' '],
  // Creole and HTML tags that only say how the text looks.
  [
    /<\/?(?:b|i|u|s|w|strike|plain|font|sub|sup|color|back|background|stroke|size|small|big|wordwrap|align|position|difference)(?:[:= #][^<>]*)?>/gi,
    '',
  ],
  [/<&[a-z0-9-]+>/gi, ''],
  // SDO: a backslash before a mark that is to be seen.
  [/\\+(?=[*/~+-])/g, ''],
  [/<link:[^<>]*>|<\/link>/gi, ''],
  [/\*\*(.{1,500}?)\*\*/g, '$1'],
  [/(^|[^\w+])\+\+(?=\S)(.{1,500}?)\+\+(?![\w+])/g, '$1$2'],
  [/""(.{1,500}?)""/g, '$1'],
  [/(^|[^\w:/])\/\/(?=\S)(.{1,500}?)\/\/(?![\w/])/g, '$1$2'],
  [/(^|[^\w-])--(?=\S)(.{1,500}?)--(?![\w-])/g, '$1$2'],
  [/(^|[^\w~])~~(?=\S)(.{1,500}?)~~(?![\w~])/g, '$1$2'],
  [/(^|[^\w])__(?=\S)(.{1,500}?)__(?!\w)/g, '$1$2'],
];

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  infin: '∞',
  rarr: '→',
  larr: '←',
};

/** HTML entities (`&amp;`, `&#35;`) and Mermaid's form of them (`#35;`, `#infin;`). */
export function decodeEntities(text: string): string {
  return text.replace(
    /&?#(\d{1,7}|x[0-9a-f]{1,6}|[a-z]+);|&([a-z]+);/gi,
    (whole, coded: string, name: string) => {
      const word = (coded ?? name).toLowerCase();
      if (/^\d+$/.test(word)) return codePoint(Number(word), whole);
      if (/^x[0-9a-f]+$/.test(word)) return codePoint(Number.parseInt(word.slice(1), 16), whole);
      return named[word] ?? whole;
    },
  );
}

function codePoint(code: number, whole: string): string {
  return code > 0x10ffff ? whole : String.fromCodePoint(code);
}

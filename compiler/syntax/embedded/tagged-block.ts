import type { Line } from '../../text/lines.ts';
import type { Block } from './embedded.ts';
import { languageNamed } from './languages.ts';

/** A block between two tags, in the texts of site generators, of Python's Markdown and of Emacs. */
export function taggedBlock(lines: readonly Line[], index: number): Block | null {
  const head = lines[index] as Line;
  const text = head.text.slice(0, 300);
  for (const { opening, closing } of tags) {
    const word = opening.exec(text)?.[1];
    const language = word === undefined ? null : languageNamed(word);
    if (word === undefined || language === null) continue;
    const last = closing(word.toLowerCase());
    let end = index + 1;
    while (end < lines.length && withoutBlanks((lines[end] as Line).text) !== last) end++;
    const missing = end < lines.length ? null : last;
    return {
      embedded: { kind: 'diagram', language, name: null, head, lines: lines.slice(index + 1, end), missing },
      end: Math.min(end, lines.length - 1),
    };
  }
  return null;
}

interface Tag {
  /** Its first group is the language. */
  readonly opening: RegExp;
  /** The tag that closes it, without blanks. */
  readonly closing: (word: string) => string;
}

const tags: readonly Tag[] = [
  // Jekyll: {% plantuml %} … {% endplantuml %}
  { opening: /^\{%-?\s*(\w+)[^%{}]*%\}$/, closing: (word) => `{%end${word}%}` },
  // Hugo: {{< mermaid >}} … {{< /mermaid >}}
  { opening: /^\{\{<\s*(\w+)[^<>{}]*>\}\}$/, closing: (word) => `{{</${word}>}}` },
  { opening: /^\{\{%\s*(\w+)[^%{}]*%\}\}$/, closing: (word) => `{{%/${word}%}}` },
  // ::uml:: … ::end-uml::
  { opening: /^::(uml)::/, closing: (word) => `::end-${word}::` },
  // #+begin_src plantuml … #+end_src
  { opening: /^#\+begin_src\s+([\w-]+)/i, closing: () => '#+end_src' },
];

function withoutBlanks(text: string): string {
  return text.length > 50 ? '' : text.replaceAll(/[\s]|(?<=%)-|-(?=%)/g, '').toLowerCase();
}

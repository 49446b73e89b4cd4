import { diagnose } from '../../diagnostics/diagnostic.ts';
import { blockText, spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import { readWordOrQuoted } from '../names.ts';
import { wordTable } from '../word-table.ts';

const blocks: Readonly<Record<string, string>> = wordTable({
  '!procedure': '!endprocedure',
  '!function': '!endfunction',
  '!definelong': '!enddefinelong',
});

/** `!include`, `!define`, `!if` and the like: recognised and named, not expanded. What a definition holds is not drawn. */
export const preprocessor: Construct = {
  name: 'preprocessor',
  begins: ['!'],
  read(line, reader) {
    const { text } = line;
    const keyword = /^!(?:\w+|\$\w+|\s)/.exec(text)?.[0].trim();
    if (keyword === undefined) return null;
    const shown = `the preprocessor line \`${keyword}\``;
    reader.report(diagnose('unsupported-construct', { construct: shown }, spanOf(line)));
    const word =
      text
        .replace(/^!(?:unquoted|final)\s+/i, '!')
        .split(/[\s(]/)[0]
        ?.toLowerCase() ?? '';
    const terminator = blocks[word];
    if (terminator === undefined || (word === '!function' && /\breturn\b/.test(text))) {
      return { kind: 'unknown', text, span: spanOf(line) };
    }
    const block = reader.takeBlock(
      word,
      terminator,
      (next) => next.text.toLowerCase().replace(/\s/g, '') === terminator,
    );
    const rows = block.last === null ? block.lines : [...block.lines, block.last];
    return {
      kind: 'unknown',
      text: rows.length === 0 ? text : `${text}\n${blockText(rows)}`,
      span: block.span,
    };
  },
};

/** `$name(…)`, the call of a macro that an include or a definition holds. */
export const macroCall: Construct = {
  name: 'macro call',
  begins: ['$', '%'],
  read(line, reader) {
    const name = /^[$%]\w+(?=\()/.exec(line.text)?.[0];
    if (name === undefined) return null;
    const span = spanOf(line);
    reader.report(diagnose('unknown-macro', { name }, span));
    // A macro with an alias can only declare: its lifeline is known from here on.
    const as = /\)\s+as\s+/i.exec(line.text);
    const alias = as === null ? null : readWordOrQuoted(line.text, as.index + as[0].length);
    if (alias !== null) {
      reader.lifelines.bring(alias.name, 'participant', spanOf(line, alias.start, alias.end));
    }
    return { kind: 'unknown', text: line.text, span };
  },
};

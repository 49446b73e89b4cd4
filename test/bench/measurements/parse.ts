import * as plantumlParser from 'plantuml-parser';
import { parse } from '../../../compiler/syntax/parse.ts';
import { plantumlOf, type Source, wsdOf } from '../diagrams.ts';
import { type Measurement, type Subject, scaled } from '../measurement.ts';

/**
 * Text to a located tree. The floor only splits lines and takes each apart with one regular expression; the peer reads
 * a smaller text.
 */
export const parsing: Measurement = {
  name: 'parse 100,000 messages',
  unit: 'messages',
  clock: 'processor',
  subjects: (scale) => {
    const plantuml = plantumlOf(scaled(100_000, scale));
    const wsd = wsdOf(scaled(100_000, scale));
    const peers = plantumlOf(scaled(10_000, scale));
    return [
      { name: floor, against: null, prepare: () => () => matchLines(plantuml) },
      { name: 'PlantUML', against: floor, prepare: () => () => parseOurs(plantuml) },
      { name: 'WSD', against: floor, prepare: () => () => parseOurs(wsd) },
      peer(peers),
    ];
  },
};

const floor = 'split and one pattern a line';

function matchLines({ text }: Source): number {
  const found = text.split('\n').map((line) => pattern.exec(line));
  return found.filter((match) => match !== null).length;
}

const pattern = /^\s*(\w+)\s*(<?--?>?>?)\s*(\w+)\s*:\s*(.*)$/;

function parseOurs({ file, text }: Source): number {
  const { diagrams } = parse(text, file);
  return diagrams[0]?.statements.filter(({ kind }) => kind === 'message').length ?? 0;
}

function peer({ text }: Source): Subject {
  const run = (): number => {
    const [diagram] = plantumlParser.parse(text);
    return diagram?.elements.filter((element) => element instanceof plantumlParser.Relationship).length ?? 0;
  };
  return { name: 'plantuml-parser 0.4.0, 10,000', against: 'PlantUML', prepare: () => run };
}

import fc from 'fast-check';

/** Names that are harmless in one language and something else in another. */
const names = [
  'A',
  'B',
  'end',
  'note',
  'Order service',
  'Server (x)',
  'a:b',
  'x-ray',
  'pre-xfer',
  'C#',
  'Ändern & co',
  'participant',
  'loop 3',
  '1.2',
  '[x]',
  'as',
  'a,b',
  'left of',
];

const labels = [
  'hello',
  '',
  'a; b # c',
  '**bold** //and// more',
  'two\\nlines',
  'end',
  'GET /x?y=1&z=2',
  '5 &lt; 6',
  '#35;',
  '%date()',
  'x -> y: z',
  '[[http://x.org link]]',
  '<color:red>red</color>',
  'C:\\temp\\',
  "'quoted'",
  '{"a": [1, 2]}',
  '100 %',
  '"" mono ""',
  '<br/>top',
  'a -- b -- c',
];

const name = fc.constantFrom(...names);
const label = fc.constantFrom(...labels);
const arrow = fc.constantFrom(
  '->',
  '-->',
  '->>',
  '-->>',
  '<-',
  '<--',
  '<->',
  '<<->>',
  '->x',
  '-\\',
  '//--',
  '->o',
  '-[#red]>',
);

const message = fc
  .tuple(name, arrow, name, fc.constantFrom('', '', '', ' ++', ' --', ' **', ' !!'), label)
  .map(([from, way, to, mark, text]) => `"${from}" ${way} "${to}"${mark}${text === '' ? '' : ` : ${text}`}`);
const other = fc.oneof(
  fc.tuple(name, label).map(([on, text]) => `note over "${on}" : ${text === '' ? 'text' : text}`),
  fc.tuple(name, label).map(([on, text]) => `note left of "${on}"\n${text}\n  more\nend note`),
  name.map((id) => `participant "${id}"`),
  fc
    .tuple(name, fc.constantFrom('activate', 'deactivate', 'create', 'destroy'))
    .map(([id, step]) => `${step} "${id}"`),
  fc.tuple(name, label).map(([on, text]) => `ref over "${on}" : ${text === '' ? 'ref' : text}`),
  fc.tuple(name, label).map(([on, text]) => `[-> "${on}" : ${text}`),
  fc.tuple(name, name, name).map(([a, b, c]) => `"${a}" -> "${b}" & "${c}" : news`),
  fc.constantFrom(
    '== phase ==',
    '...',
    '...5 minutes...',
    '|||',
    'autonumber 5',
    'hide footbox',
    "' a comment",
  ),
  fc.constantFrom(
    "' @order strict\nloop 2\nA -> B : x\nB -> A : y\nend",
    "' @loop 1,3\nloop again\nA -> B : x\nend",
  ),
);

const fragments = fc.letrec((tie) => ({
  body: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        { weight: 4, arbitrary: message },
        { weight: 2, arbitrary: other },
        tie('fragment'),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((lines) => lines.join('\n')),
  fragment: fc
    .tuple(
      fc.constantFrom(
        'alt',
        'opt',
        'loop',
        'par',
        'break',
        'critical',
        'group',
        'group neg',
        'group strict',
        'box',
      ),
      label,
      fc.array(tie('body'), { minLength: 1, maxLength: 2 }),
    )
    .map(([keyword, text, bodies]) => {
      const isDivided = ['alt', 'par', 'group'].includes(keyword);
      const head = keyword === 'group strict' || keyword === 'box' ? keyword : `${keyword} ${text}`;
      const content = (isDivided ? bodies : bodies.slice(0, 1)).join(`\nelse ${text}\n`);
      return `${head}\n${content}\n${keyword === 'box' ? 'end box' : 'end'}`;
    }),
}));

/** Random PlantUML diagrams with everything that there is to convert. */
export const diagramTexts: fc.Arbitrary<string> = fragments.body.map(
  (body) => `@startuml\n${body}\n@enduml\n`,
);

import type { Construct } from './construct.ts';
import {
  mermaidActivation,
  plantumlActivation,
  plantumlReturn,
  wsdActivation,
} from './constructs/activation.ts';
import { classType } from './constructs/class-type.ts';
import { mermaidComment, plantumlBlockComment, plantumlComment, wsdComment } from './constructs/comment.ts';
import { delay } from './constructs/delay.ts';
import { divider } from './constructs/divider.ts';
import { foreignFragment } from './constructs/foreign-fragment.ts';
import {
  plantumlBox,
  plantumlElse,
  plantumlEnd,
  plantumlFragment,
  sdoElse,
  sdoFragment,
  wsdElse,
  wsdEnd,
  wsdFragment,
} from './constructs/fragment.ts';
import { include } from './constructs/include.ts';
import { mermaidElse, mermaidEnd, mermaidFragment } from './constructs/mermaid-fragment.ts';
import { mermaidLinks } from './constructs/mermaid-links.ts';
import { mermaidMessage } from './constructs/mermaid-message.ts';
import { mermaidNote } from './constructs/mermaid-note.ts';
import { mermaidParticipant } from './constructs/mermaid-participant.ts';
import { mermaidStyle } from './constructs/mermaid-style.ts';
import { placelessNote, plantumlNote, wsdNote } from './constructs/note.ts';
import { sdoParallel, wsdParallel } from './constructs/parallel.ts';
import { plantumlParticipant } from './constructs/participant.ts';
import { plainMessage, plainWsdMessage } from './constructs/plain-message.ts';
import { plantumlMessage } from './constructs/plantuml-message.ts';
import { macroCall, preprocessor } from './constructs/preprocessor.ts';
import { address, mermaidProse } from './constructs/prose.ts';
import { plantumlRef, wsdRef } from './constructs/ref.ts';
import { refMessage } from './constructs/ref-message.ts';
import { gluedNote, openDivider } from './constructs/slip.ts';
import { plantumlStyle, wsdStyle } from './constructs/style.ts';
import { templateLine } from './constructs/template-line.ts';
import { timing } from './constructs/timing.ts';
import { title } from './constructs/title.ts';
import { wsdMessage } from './constructs/wsd-message.ts';
import { sdoParticipant, wsdParticipant } from './constructs/wsd-participant.ts';
import type { Dialect } from './diagram.ts';

const notes: readonly Construct[] = [wsdNote, wsdRef, title];
const wsdLast: readonly Construct[] = [
  wsdEnd,
  wsdMessage,
  wsdActivation,
  divider,
  wsdStyle,
  gluedNote,
  placelessNote,
  openDivider,
  templateLine,
  address,
  foreignFragment,
];

/**
 * What can be written in each dialect, in the order in which it is tried. In PlantUML messages come before keywords,
 * which are names, too: `note -> B` is a message. Mermaid takes the rest of the line behind the keyword of a fragment for its
 * label, whatever it holds: `alt A->>B: x` is an alternative. In WSD and SDO names may hold blanks, so there keywords come first:
 * `title A->B: how` is a title.
 */
export const dialects: { readonly [Name in Dialect]: readonly Construct[] } = {
  plantuml: [
    plainMessage,
    plantumlComment,
    plantumlBlockComment,
    plantumlParticipant,
    plantumlMessage,
    plantumlNote,
    plantumlFragment,
    plantumlElse,
    plantumlEnd,
    plantumlBox,
    plantumlRef,
    plantumlActivation,
    plantumlReturn,
    title,
    divider,
    delay,
    plantumlStyle,
    preprocessor,
    macroCall,
    timing,
    classType,
    foreignFragment,
  ],
  wsd: [
    wsdComment,
    wsdParticipant,
    ...notes,
    wsdParallel,
    wsdFragment,
    wsdElse,
    plainWsdMessage,
    refMessage,
    include,
    ...wsdLast,
  ],
  sdo: [wsdComment, sdoParticipant, ...notes, sdoParallel, sdoFragment, sdoElse, plainWsdMessage, ...wsdLast],
  mermaid: [
    mermaidProse,
    mermaidStyle,
    mermaidLinks,
    mermaidComment,
    mermaidParticipant,
    mermaidNote,
    title,
    mermaidFragment,
    mermaidElse,
    mermaidMessage,
    mermaidEnd,
    mermaidActivation,
    templateLine,
    foreignFragment,
  ],
};

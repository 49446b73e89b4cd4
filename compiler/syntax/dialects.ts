import type { Construct } from './construct.ts';
import {
  mermaidActivation,
  plantumlActivation,
  plantumlReturn,
  wsdActivation,
} from './constructs/activation.ts';
import { mermaidComment, plantumlBlockComment, plantumlComment, wsdComment } from './constructs/comment.ts';
import { delay } from './constructs/delay.ts';
import { divider } from './constructs/divider.ts';
import { duration } from './constructs/duration.ts';
import {
  plantumlBox,
  plantumlElse,
  plantumlEnd,
  plantumlFragment,
  sdoFragment,
  wsdElse,
  wsdEnd,
  wsdFragment,
} from './constructs/fragment.ts';
import { mermaidElse, mermaidEnd, mermaidFragment } from './constructs/mermaid-fragment.ts';
import { mermaidMessage } from './constructs/mermaid-message.ts';
import { mermaidNote } from './constructs/mermaid-note.ts';
import { mermaidParticipant } from './constructs/mermaid-participant.ts';
import { mermaidStyle } from './constructs/mermaid-style.ts';
import { plantumlNote, wsdNote } from './constructs/note.ts';
import { plantumlParticipant, wsdParticipant } from './constructs/participant.ts';
import { plantumlMessage } from './constructs/plantuml-message.ts';
import { macroCall, preprocessor } from './constructs/preprocessor.ts';
import { plantumlRef, wsdRef } from './constructs/ref.ts';
import { plantumlStyle, wsdStyle } from './constructs/style.ts';
import { title } from './constructs/title.ts';
import { wsdMessage } from './constructs/wsd-message.ts';
import type { Dialect } from './diagram.ts';

const wsdFirst: readonly Construct[] = [wsdComment, wsdParticipant, wsdNote, wsdRef, title];
const wsdLast: readonly Construct[] = [wsdElse, wsdEnd, wsdMessage, wsdActivation, divider, wsdStyle];

/**
 * What can be written in each dialect, in the order in which it is tried. In PlantUML messages come before keywords,
 * which are names, too: `note -> B` is a message. In WSD and SDO names may hold blanks, so there keywords come first:
 * `title A->B: how` is a title.
 */
export const dialects: { readonly [Name in Dialect]: readonly Construct[] } = {
  plantuml: [
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
    duration,
  ],
  wsd: [...wsdFirst, wsdFragment, ...wsdLast],
  sdo: [...wsdFirst, sdoFragment, ...wsdLast],
  mermaid: [
    mermaidStyle,
    mermaidComment,
    mermaidParticipant,
    mermaidNote,
    title,
    mermaidMessage,
    mermaidFragment,
    mermaidElse,
    mermaidEnd,
    mermaidActivation,
  ],
};

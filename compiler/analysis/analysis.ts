import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Fix } from '../diagnostics/fix.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { Channel } from './enforced-order.ts';
import type { Race } from './race.ts';
import type { ReplyReading } from './reply-reading.ts';

/** One kind of finding. What the parser and lowering report is not repeated here. */
export type Analysis = (
  diagram: Diagram,
  interaction: Interaction,
  options: AnalysisOptions,
) => readonly Diagnostic[];

/** The arrow discipline is not among them: the interaction was compiled with it. */
export interface AnalysisOptions {
  /** `fifo` when absent. */
  readonly channel?: Channel;
  /** Which messages back may be replies; `auto` when absent. */
  readonly replies?: ReplyReading;
  /** What would settle a race; without it races come without a fix. */
  readonly repair?: (race: Race) => readonly Fix[];
}

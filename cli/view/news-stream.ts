import type { WebSocket } from 'ws';
import type { ShownNews } from '../../conformance/shown-run.ts';
import type { RunSource } from './run-source.ts';

/** How often a growing trace is looked at, in milliseconds. */
const pause = 120;

/** Tells one page what is appended to the trace after the first `known` lines, until the page goes or the trace ends. */
export async function streamNews(socket: WebSocket, source: RunSource, known: number): Promise<void> {
  const { trace } = source;
  let told = known;
  let problems = trace?.problems.length ?? 0;
  const tell = (news: ShownNews): void => socket.send(JSON.stringify(news));
  while (trace !== null && socket.readyState === socket.OPEN) {
    const growth = await trace.look().catch(() => 'same' as const);
    if (growth === 'anew' || trace.lines.length < told) {
      tell({ kind: 'reset' });
      break;
    }
    if (trace.lines.length > told) {
      tell({ kind: 'lines', lines: trace.lines.slice(told), problems: trace.problems.slice(problems) });
      told = trace.lines.length;
      problems = trace.problems.length;
      const verdict = source.judge();
      if (verdict !== null) tell({ kind: 'verdict', verdict });
    }
    if (!trace.growing) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  socket.close();
}

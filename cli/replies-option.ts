import { Option } from 'commander';
import { replyReadings } from '../compiler/analysis/reply-reading.ts';

/** `--replies`: it decides what diagnostics, pictures and machine-readable output call a reply, and never what may happen. */
export function repliesOption(): Option {
  return new Option(
    '--replies <reading>',
    'which messages back may be replies: dashed ones, solid ones as well, or as the diagram suggests; changes no run and no verdict',
  )
    .choices(replyReadings)
    .default('auto');
}

#!/usr/bin/env node
// The `seqwright` command. Plain JavaScript that any Node can read, so that one too old gets a sentence and not a stack trace.
import { existsSync } from 'node:fs';

const oldest = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(`seqwright needs Node ${oldest.join('.')} or later, this is Node ${process.versions.node}`);
  process.exit(2);
}

// The package ships no sources: where main.ts stands beside this file it is a checkout, and a dist/ there may be stale.
const source = new URL('./main.ts', import.meta.url);
const built = new URL('../dist/cli/main.js', import.meta.url);
await import((existsSync(source) ? source : built).href);

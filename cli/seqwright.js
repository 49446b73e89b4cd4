#!/usr/bin/env node
// The `seqwright` command. Plain JavaScript that any Node can read, so that one too old gets a sentence and not a stack trace.
import { existsSync } from 'node:fs';
import module from 'node:module';

const oldest = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(`seqwright needs Node ${oldest.join('.')} or later, this is Node ${process.versions.node}`);
  process.exit(2);
}

// Reading and compiling the sources anew each time would take longer than most commands.
module.enableCompileCache();

// The package ships no sources: where main.ts stands beside this file it is a checkout, and a dist/ there may be stale.
const source = new URL('./main.ts', import.meta.url);
const built = new URL('../dist/cli/main.js', import.meta.url);
await import((existsSync(source) ? source : built).href);

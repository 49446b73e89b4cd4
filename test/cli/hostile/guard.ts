import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import module from 'node:module';
import net from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// `node --import` loads this before the command line: it writes down, and refuses, every attempt to look at a file under
// GUARD_FORBIDDEN, to open a connection, to ask for a name or to start a process.
const forbidden = (process.env.GUARD_FORBIDDEN ?? '').split(':').filter((one) => one !== '');
const log = process.env.GUARD_LOG ?? '';
const { appendFileSync, realpathSync } = { ...fs };

function refuse(what: string): never {
  appendFileSync(log, `${what}\n`);
  throw new Error(`the guard refuses: ${what}`);
}

type Any = (...args: unknown[]) => unknown;

/** Puts a function in the place of some of an object's. */
function replace(owner: object, names: readonly string[], by: (name: string, original: Any) => Any): void {
  const functions = owner as Record<string, unknown>;
  for (const name of names) {
    const original = functions[name];
    if (typeof original === 'function') functions[name] = by(name, original as Any);
  }
}

/** Where a path leads, as far as it exists. */
function whereTo(path: unknown, follows: boolean): string | null {
  if (typeof path !== 'string' && !(path instanceof URL) && !Buffer.isBuffer(path)) return null;
  const named = resolve(path instanceof URL ? fileURLToPath(path) : String(path));
  if (!follows) return named;
  try {
    return realpathSync(named);
  } catch {
    return named;
  }
}

function watchFiles(owner: object, names: readonly string[], follows: boolean): void {
  replace(owner, names, (name, original) => {
    return function (this: unknown, ...args: unknown[]) {
      const path = whereTo(args[0], follows);
      if (path !== null && forbidden.some((one) => path.startsWith(one))) refuse(`${name} ${path}`);
      return original.apply(this, args);
    };
  });
}

const opening = ['open', 'readFile', 'readdir', 'opendir', 'stat', 'access', 'copyFile', 'watch', 'cp'];
const writing = ['writeFile', 'appendFile', 'mkdir', 'rm', 'rename', 'unlink', 'truncate', 'chmod'];
const sync = (names: readonly string[]): readonly string[] => names.map((name) => `${name}Sync`);
const streams = ['createReadStream', 'createWriteStream', 'watchFile'];
watchFiles(fs, [...opening, ...sync(opening), ...writing, ...sync(writing), ...streams], true);
watchFiles(fs.promises, [...opening, ...writing], true);
// A link of the project may be looked at; where it leads must not be.
const looking = ['lstat', 'readlink', 'realpath'];
watchFiles(fs, [...looking, ...sync(looking), 'existsSync', 'exists'], false);
watchFiles(fs.promises, looking, false);

const starting = ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync'];
const never =
  (name: string): Any =>
  (...args) =>
    refuse(`${name} ${JSON.stringify(args[0])}`);
replace(childProcess, starting, never);
replace(net.Socket.prototype, ['connect'], never);
replace(net, ['connect', 'createConnection'], never);
replace(dns, ['lookup', 'resolve', 'resolve4', 'resolve6'], never);
replace(dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6'], never);
replace(dgram, ['createSocket'], never);
replace(globalThis, ['fetch', 'WebSocket', 'EventSource'], never);
module.syncBuiltinESMExports();
